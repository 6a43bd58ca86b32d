package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import io.medicaledu.sandbox.webhook.Provider;
import io.medicaledu.sandbox.webhook.WebhookSigning;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs PayPal's events (https://developer.paypal.com/api/rest/webhooks/rest/). */
@Component
class PayPalSigning implements WebhookSigning {

    private final SandboxUrls urls;
    private final SigningKey key;
    private final String webhookId;
    private final Clock clock;

    PayPalSigning(SandboxUrls urls, SigningKey key, SandboxProperties properties, Clock clock) {
        this.urls = urls;
        this.key = key;
        this.webhookId = properties.paypal().webhookId();
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.PAYPAL;
    }

    @Override
    public URI target() {
        return URI.create(urls.payPalWebhook());
    }

    @Override
    public Map<String, String> headers(String body) {
        return headers(body, webhookId);
    }

    /** Signed for another webhook: right in itself, and not for this receiver. */
    @Override
    public Map<String, String> wrongHeaders(String body) {
        return headers(body, webhookId + "-OF-ANOTHER");
    }

    private Map<String, String> headers(String body, String signedFor) {
        SigningKey.Kept kept = key.get();
        String id = UUID.randomUUID().toString();
        String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "PayPal/AUHD-214.0-58843892");
        headers.put("PAYPAL-TRANSMISSION-ID", id);
        headers.put("PAYPAL-TRANSMISSION-TIME", time);
        headers.put("PAYPAL-TRANSMISSION-SIG", sign(kept, Transmission.message(id, time, signedFor, body)));
        headers.put("PAYPAL-CERT-URL", urls.payPal("/certs/" + kept.id() + ".pem"));
        headers.put("PAYPAL-AUTH-ALGO", Transmission.ALGORITHM);
        headers.put("PAYPAL-AUTH-VERSION", "v2");
        return headers;
    }

    private static String sign(SigningKey.Kept kept, byte[] message) {
        try {
            Signature signature = Signature.getInstance(Transmission.ALGORITHM);
            signature.initSign(kept.key());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + Transmission.ALGORITHM, e);
        }
    }
}
