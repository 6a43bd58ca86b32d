package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest extends SandboxTest {

    @ParameterizedTest
    @CsvSource({
        "error-before, 500",
        "server-error-500, 500",
        "conflict-409, 409",
        "rate-limit-429, 429",
    })
    void aCallFailsWithoutEffectAndThenWorks(String kind, int status) throws Exception {
        String intent = paidSession().getPaymentIntent();
        RefundCreateParams params =
                RefundCreateParams.builder().setPaymentIntent(intent).build();
        RequestOptions key = RequestOptions.builder()
                .setIdempotencyKey("k-" + UUID.randomUUID())
                .build();
        fault("{'operation':'refund.create','kind':'" + kind + "','times':2}");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> stripe.v1().refunds().create(params, key))
                    .isInstanceOfSatisfying(
                            StripeException.class,
                            e -> assertThat(e.getStatusCode()).isEqualTo(status));
        }
        assertThat(count("stripe_refunds WHERE payment_intent = ?", intent)).isZero();

        assertThat(stripe.v1().refunds().create(params, key).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void anErrorAfterTheEffectIsHealedByTheIdempotencyKey() throws Exception {
        String intent = paidSession().getPaymentIntent();
        RefundCreateParams params =
                RefundCreateParams.builder().setPaymentIntent(intent).build();
        RequestOptions key = RequestOptions.builder()
                .setIdempotencyKey("k-" + UUID.randomUUID())
                .build();
        fault("{'operation':'refund.create','kind':'error-after'}");

        assertThatThrownBy(() -> stripe.v1().refunds().create(params, key))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(500));
        assertThat(count("stripe_refunds WHERE payment_intent = ?", intent)).isEqualTo(1);

        assertThat(stripe.v1().refunds().create(params, key).getAmount()).isEqualTo(4_500);
        assertThat(count("stripe_refunds WHERE payment_intent = ?", intent)).isEqualTo(1);
    }

    @Test
    void aCallIsDelayed() throws Exception {
        Session session = openSession();
        fault("{'operation':'*','kind':'delay','delayMillis':300}");

        Instant start = Instant.now();
        retrieve(session);

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void faultsAreListedCountedAndCleared() throws Exception {
        Session session = openSession();
        assertThat(fault("{'operation':'session.retrieve','kind':'rate-limit-429','times':2}")
                        .statusCode())
                .isEqualTo(201);
        assertThatThrownBy(() -> retrieve(session)).isInstanceOf(StripeException.class);

        assertThat(get("/sandbox/faults").body())
                .isEqualTo("[{\"operation\":\"session.retrieve\",\"kind\":\"rate-limit-429\",\"times\":1,"
                        + "\"delayMillis\":1000,\"eventType\":null}]");
        assertThat(send("DELETE", "/sandbox/faults", null, "").statusCode()).isEqualTo(204);

        assertThat(get("/sandbox/faults").body()).isEqualTo("[]");
        assertThat(retrieve(session).getMetadata()).isEqualTo(Map.of("bookingId", "b-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "no json",
                "{'operation':'session.create'}",
                "{'operation':'session.create','kind':'explosion'}",
                "{'operation':'session.invent','kind':'delay'}",
                "{'operation':'session.create','kind':'webhook-lost'}",
                "{'operation':'webhook','kind':'rate-limit-429'}",
                "{'operation':'*','kind':'delay','times':0}",
                "{'operation':'*','kind':'delay','times':'many'}",
                "{'operation':'*','kind':'delay','delayMillis':-1}",
            })
    void whatIsNoFaultIsRefused(String json) throws Exception {
        assertThat(fault(json).statusCode()).isEqualTo(400);
        assertThat(get("/sandbox/faults").body()).isEqualTo("[]");
    }
}
