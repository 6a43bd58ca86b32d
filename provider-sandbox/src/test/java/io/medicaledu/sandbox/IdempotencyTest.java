package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyTest extends SandboxTest {

    @Autowired
    DataSource dataSource;

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static String newKey() {
        return "key-" + UUID.randomUUID();
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        String key = newKey();
        SessionCreateParams params = session(4_500, "eur").build();
        Session first = create(params, key);
        jdbc.sql(
                        "UPDATE provider_sandbox.stripe_idempotency SET created_at = created_at - interval '25 hours' WHERE key = ?")
                .param(key)
                .update();

        Session second = create(params, key);

        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(create(params, key).getId()).isEqualTo(second.getId());
    }

    private Session create(SessionCreateParams params, String key) throws StripeException {
        return stripe.v1().checkout().sessions().create(params, key(key));
    }

    @Test
    void theSameCallWithTheSameKeyGetsTheFirstAnswer() throws Exception {
        SessionCreateParams params = session(4_500, "eur").build();
        String key = newKey();

        Session first = create(params, key);
        Session second = create(params, key);

        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(second.getLastResponse().body())
                .isEqualTo(first.getLastResponse().body());
        assertThat(count("stripe_sessions WHERE client_reference_id = ?", params.getClientReferenceId()))
                .isEqualTo(1);
    }

    @Test
    void anotherCallWithTheSameKeyIsRefused() throws Exception {
        String key = newKey();
        Session session = create(session(4_500, "eur").build(), key);

        assertThatThrownBy(() -> create(session(4_501, "eur").build(), key))
                .isInstanceOf(IdempotencyException.class)
                .hasMessageContaining("same parameters they were first used with");
        assertThatThrownBy(() -> stripe.v1().checkout().sessions().expire(session.getId(), key(key)))
                .isInstanceOf(IdempotencyException.class);
    }

    @Test
    void aKeyInUseIsAConflict() throws Exception {
        String key = newKey();
        SessionCreateParams params = session(4_500, "eur").build();
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 5171))")) {
                lock.setString(1, key);
                lock.execute();
            }

            assertThatThrownBy(() -> create(params, key)).isInstanceOfSatisfying(StripeException.class, e -> {
                assertThat(e.getStatusCode()).isEqualTo(409);
                assertThat(e.getStripeError().getCode()).isEqualTo("idempotency_key_in_use");
            });
            other.rollback();
        }
        assertThat(create(params, key).getStatus()).isEqualTo("open");
    }

    @Test
    void manyCallsAtATimeHaveOneEffect() throws Exception {
        String key = newKey();
        SessionCreateParams params = session(4_500, "eur").build();

        List<Future<Session>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Stream.<Callable<Session>>generate(() -> () -> create(params, key))
                    .limit(12)
                    .toList());
        }

        for (Future<Session> answer : answers) {
            if (answer.state() == Future.State.FAILED) {
                assertThat(answer.exceptionNow())
                        .isInstanceOfSatisfying(
                                StripeException.class,
                                e -> assertThat(e.getStatusCode()).isEqualTo(409));
            }
        }
        assertThat(count("stripe_sessions WHERE client_reference_id = ?", params.getClientReferenceId()))
                .isEqualTo(1);
    }

    @Test
    void aRefusalByStateIsRememberedAndAWrongParameterIsNot() throws Exception {
        String intent = paidSession().getPaymentIntent();
        String key = newKey();
        RefundCreateParams.Builder refund = RefundCreateParams.builder().setPaymentIntent(intent);

        assertThatThrownBy(
                        () -> stripe.v1().refunds().create(refund.setAmount(0L).build(), key(key)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        stripe.v1().refunds().create(refund.setAmount(9_999L).build(), key(key)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() ->
                        stripe.v1().refunds().create(refund.setAmount(100L).build(), key(key)))
                .isInstanceOf(IdempotencyException.class);
        assertThat(count("stripe_refunds WHERE payment_intent = ?", intent)).isZero();
    }
}
