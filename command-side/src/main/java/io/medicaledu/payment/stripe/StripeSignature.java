package io.medicaledu.payment.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks that a webhook comes from Stripe (https://docs.stripe.com/webhooks/signature). The library accepts timestamps
 * in the future, so the time is checked here.
 */
@Component
final class StripeSignature {

    private static final Pattern TIMESTAMP = Pattern.compile("(?:^|,)\\s*t=(\\d{1,12})(?:,|$)");

    private final StripeProperties properties;
    private final Clock clock;

    StripeSignature(StripeProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws Problem {@code webhook-signature} */
    void verify(String payload, @Nullable String header) {
        if (header == null) {
            throw refused("The Stripe-Signature header is missing");
        }
        verifyTime(header);
        boolean signed = properties.webhookSecrets().stream().anyMatch(secret -> isSignedWith(secret, payload, header));
        if (!signed) {
            throw refused("No signature matches");
        }
    }

    private void verifyTime(String header) {
        Matcher matcher = TIMESTAMP.matcher(header);
        if (!matcher.find()) {
            throw refused("The signature has no timestamp");
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
        Duration distance = Duration.between(signedAt, clock.instant()).abs();
        if (distance.compareTo(properties.webhookTolerance()) > 0) {
            throw refused("The signature's timestamp is too far from now");
        }
    }

    private static boolean isSignedWith(String secret, String payload, String header) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, secret, 0);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemCode.WEBHOOK_SIGNATURE, detail);
    }
}
