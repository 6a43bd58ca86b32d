package io.medicaledu.payment.paypal;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks that a webhook comes from PayPal. It proves who has sent something, not what was sent: PayPal signs a CRC32 of
 * the body, and other bodies have the same. So it only keeps strangers out; what an event tells is read from PayPal.
 */
@Component
class PayPalSignature {

    private static final String ALGORITHM = "SHA256withRSA";

    private final PayPalProperties properties;
    private final PayPalCertificates certificates;
    private final Clock clock;

    PayPalSignature(PayPalProperties properties, PayPalCertificates certificates, Clock clock) {
        this.properties = properties;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** @throws Problem {@code webhook-signature} */
    void verify(byte[] body, PayPalTransmission transmission) {
        String id = needed(transmission.id(), "PAYPAL-TRANSMISSION-ID");
        String time = needed(transmission.time(), "PAYPAL-TRANSMISSION-TIME");
        byte[] signature = base64(needed(transmission.signature(), "PAYPAL-TRANSMISSION-SIG"));
        String url = needed(transmission.certificateUrl(), "PAYPAL-CERT-URL");
        if (!ALGORITHM.equalsIgnoreCase(needed(transmission.algorithm(), "PAYPAL-AUTH-ALGO"))) {
            throw refused("The signature's algorithm is not " + ALGORITHM);
        }
        verifyTime(time);
        PublicKey key = certificates.signer(url).getPublicKey();
        CRC32 checksum = new CRC32();
        checksum.update(body);
        boolean signed = properties.webhookIds().stream()
                .map(webhookId -> String.join("|", id, time, webhookId, Long.toString(checksum.getValue())))
                .anyMatch(message -> isSigned(message, signature, key));
        if (!signed) {
            throw refused("The signature does not match");
        }
    }

    private void verifyTime(String time) {
        Instant now = clock.instant();
        Instant sentAt = parse(time);
        if (sentAt.isAfter(now.plus(properties.clockSkew()))) {
            throw refused("The transmission's time is in the future");
        }
        if (sentAt.isBefore(now.minus(properties.webhookTolerance()))) {
            throw refused("The transmission is too old");
        }
    }

    private static Instant parse(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw refused("The transmission's time is none");
        }
    }

    private static boolean isSigned(String message, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused("The signature is not Base64");
        }
    }

    private static String needed(@Nullable String value, String header) {
        if (value == null || value.isBlank()) {
            throw refused("The " + header + " header is missing");
        }
        return value;
    }

    static Problem refused(String detail) {
        return new Problem(ProblemCode.WEBHOOK_SIGNATURE, detail);
    }
}
