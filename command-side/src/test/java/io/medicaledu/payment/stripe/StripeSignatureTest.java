package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.net.Webhook;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StripeSignatureTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final String BODY = "{\"id\":\"evt_1\"}";

    private final StripeSignature signature = new StripeSignature(
            new StripeProperties(
                    "sk",
                    List.of("whsec_new", "whsec_old"),
                    null,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static String header(String secret, Instant at) throws Exception {
        String signed = Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + BODY);
        return "t=" + at.getEpochSecond() + ",v1=" + signed;
    }

    private void refuses(@Nullable String header) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> signature.verify(BODY, header));
    }

    @Test
    void acceptsBothSecretsDuringARotation() throws Exception {
        String byNew = header("whsec_new", NOW);
        String byOld = header("whsec_old", NOW);

        assertThatCode(() -> signature.verify(BODY, byNew)).doesNotThrowAnyException();
        assertThatCode(() -> signature.verify(BODY, byOld)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherSecret() throws Exception {
        refuses(header("whsec_other", NOW));
    }

    @Test
    void refusesAStaleTimestamp() throws Exception {
        refuses(header("whsec_new", NOW.minus(Duration.ofMinutes(6))));
    }

    @Test
    void refusesATimestampInTheFuture() throws Exception {
        refuses(header("whsec_new", NOW.plus(Duration.ofMinutes(6))));
    }

    @Test
    void refusesAMissingOrBrokenHeader() {
        refuses(null);
        refuses("");
        refuses("v1=abc");
        refuses("t=abc,v1=abc");
    }
}
