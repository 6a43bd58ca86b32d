package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls carry token and request id, and PayPal's errors are told apart. */
class PayPalCallsTest {

    private PayPalStub payPal;

    @BeforeEach
    void setUp() throws IOException {
        payPal = new PayPalStub();
    }

    @AfterEach
    void tearDown() {
        payPal.close();
    }

    @Test
    void oneTokenServesManyCalls() {
        payPal.has("/v2/x", "{\"id\":\"X\"}");
        PayPalCalls calls = payPal.calls();

        assertThat(calls.get("/v2/x").path("id").asString()).isEqualTo("X");
        calls.post("checkout-1", Map.of(), "/v2/x");

        assertThat(payPal.requests).containsExactly("POST /v1/oauth2/token", "GET /v2/x", "POST /v2/x checkout-1");
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCallStaysOpenIfThatDoesNotHelp() {
        payPal.answers("/v2/x", 401, "{\"error\":\"invalid_token\"}");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> payPal.calls().get("/v2/x"))
                .satisfies(e -> assertThat(e.isOutcomeUnknown()).isFalse());
        assertThat(payPal.tokens).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"429, false", "503, false", "403, false", "409, true", "500, true", "502, true", "504, true"})
    void whatMayWorkLaterIsNotGivenUp(int status, boolean outcomeUnknown) {
        payPal.answers("/v2/x", status, "{\"name\":\"SOME_NAME\",\"message\":\"Some message\"}");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> payPal.calls().post("id", Map.of(), "/v2/x"))
                .withMessageContaining("SOME_NAME")
                .satisfies(e -> assertThat(e.isOutcomeUnknown()).isEqualTo(outcomeUnknown));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void whatWillNeverWorkIsRefusedWithPayPalsReason(int status) {
        payPal.answers("/v2/x", status, "{\"name\":\"N\",\"details\":[{\"issue\":\"CAPTURE_FULLY_REFUNDED\"}]}");

        assertThatExceptionOfType(ProviderRefusedException.class)
                .isThrownBy(() -> payPal.calls().get("/v2/x"))
                .satisfies(e ->
                        assertThat(PayPalRefusal.in(e).orElseThrow().issue()).isEqualTo("CAPTURE_FULLY_REFUNDED"));
    }

    @Test
    void anAnswerThatIsNoJsonLeavesTheOutcomeUnknown() {
        payPal.has("/v2/x", "<html>");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> payPal.calls().get("/v2/x"))
                .satisfies(e -> assertThat(e.isOutcomeUnknown()).isTrue());
    }

    @Test
    void noAnswerInTimeLeavesTheOutcomeUnknown() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            PayPalProperties properties = new PayPalProperties(
                    "client",
                    "secret",
                    List.of(),
                    "http://localhost:" + silent.getLocalPort(),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(200),
                    Duration.ofDays(4),
                    Duration.ofMinutes(5),
                    List.of(),
                    null,
                    Duration.ofHours(3));
            PayPalHttp http = new PayPalHttp(properties, PayPalStub.urls());
            PayPalCalls calls = new PayPalCalls(http, new PayPalTokens(http, properties, Clock.systemUTC()));

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> calls.get("/v2/{id}", UUID.randomUUID().toString()))
                    .satisfies(e -> assertThat(e.isOutcomeUnknown()).isTrue());
        }
    }
}
