package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies a webhook on behalf of its receiver (https://developer.paypal.com/api/webhooks/v1/verify-webhook-signature-post/). */
@Component
public class Verification {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SandboxUrls urls;
    private final SigningKey key;
    private final String webhookId;

    Verification(SandboxUrls urls, SigningKey key, SandboxProperties properties) {
        this.urls = urls;
        this.key = key;
        this.webhookId = properties.paypal().webhookId();
    }

    /**
     * PayPal's answer.
     *
     * @param raw the request as it came: the event in it must be, to the letter, what was delivered
     * @throws PayPalException if a field is missing
     */
    public Map<String, Object> verify(JsonNode body, String raw) {
        String id = Field.requiredText(body, "", "transmission_id", 50);
        String time = Field.requiredText(body, "", "transmission_time", 100);
        String signature = Field.requiredText(body, "", "transmission_sig", 500);
        String algorithm = Field.requiredText(body, "", "auth_algo", 100);
        String certificate = Field.requiredText(body, "", "cert_url", 500);
        String webhook = Field.requiredText(body, "", "webhook_id", 50);
        if (!body.path("webhook_event").isObject()) {
            throw PayPalException.missingField("/webhook_event");
        }
        SigningKey.Kept kept = key.get();
        boolean good = webhook.equals(webhookId)
                && algorithm.equals(Transmission.ALGORITHM)
                && certificate.equals(urls.payPal("/certs/" + kept.id() + ".pem"))
                && verifies(kept, signature, Transmission.message(id, time, webhook, eventIn(raw)));
        return Json.object("verification_status", good ? "SUCCESS" : "FAILURE");
    }

    private static boolean verifies(SigningKey.Kept kept, String signature, byte[] message) {
        try {
            Signature verifier = Signature.getInstance(Transmission.ALGORITHM);
            verifier.initVerify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(kept.certificate().getBytes(StandardCharsets.US_ASCII))));
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String eventIn(String raw) {
        try (JsonParser parser = JSON.createParser(raw)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("webhook_event");
                parser.nextToken();
                long start = parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted) {
                    return raw.substring(
                            (int) start, (int) parser.currentLocation().getCharOffset());
                }
            }
            return "";
        }
    }
}
