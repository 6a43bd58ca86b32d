package io.medicaledu.app.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Delivers events as PayPal does, signed with the sandbox's key; each part of the signature can be made wrong. */
public record PayPalSigner(
        Api api, JdbcClient jdbc, Instant sentAt, String webhookId, String algorithm, String certificateUrl) {

    public static PayPalSigner of(Api api, JdbcClient jdbc, String url) {
        api.get("/sandbox/paypal/certs/ca.pem"); // the key is made when it is first asked for
        String id = jdbc.sql("SELECT id FROM provider_sandbox.paypal_signing_key")
                .query(String.class)
                .single();
        return new PayPalSigner(
                api,
                jdbc,
                Instant.now(),
                "WH-MEDICALEDU-DEMO",
                "SHA256withRSA",
                url + "/sandbox/paypal/certs/" + id + ".pem");
    }

    public PayPalSigner at(Instant time) {
        return new PayPalSigner(api, jdbc, time, webhookId, algorithm, certificateUrl);
    }

    public PayPalSigner forWebhook(String id) {
        return new PayPalSigner(api, jdbc, sentAt, id, algorithm, certificateUrl);
    }

    public PayPalSigner by(String otherAlgorithm) {
        return new PayPalSigner(api, jdbc, sentAt, webhookId, otherAlgorithm, certificateUrl);
    }

    public PayPalSigner withCertificate(String url) {
        return new PayPalSigner(api, jdbc, sentAt, webhookId, algorithm, url);
    }

    public Api.Answer deliver(String payload) {
        return deliver(payload, payload);
    }

    /** Signs one body and delivers another. */
    public Api.Answer deliver(String signed, String payload) {
        String id = UUID.randomUUID().toString();
        return api.with("PAYPAL-TRANSMISSION-ID", id)
                .with("PAYPAL-TRANSMISSION-TIME", sentAt.toString())
                .with("PAYPAL-TRANSMISSION-SIG", sign(id + "|" + sentAt + "|" + webhookId + "|" + checksum(signed)))
                .with("PAYPAL-CERT-URL", certificateUrl)
                .with("PAYPAL-AUTH-ALGO", algorithm)
                .postRaw("/webhooks/paypal", payload);
    }

    private static long checksum(String payload) {
        CRC32 checksum = new CRC32();
        checksum.update(payload.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private String sign(String message) {
        byte[] key = jdbc.sql("SELECT private_key FROM provider_sandbox.paypal_signing_key")
                .query(byte[].class)
                .single();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
