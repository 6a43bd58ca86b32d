package io.medicaledu.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stripe's idempotency keys (https://docs.stripe.com/api/idempotent_requests): kept for 24 hours. */
@Component
class IdempotencyStore {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Stored(
            String fingerprint,
            @Nullable Integer status,
            @Nullable String body) {}

    /**
     * The first answer to the key. Effect and answer are committed together. A second call waits for the first, whereas
     * the real Stripe answers 409 while it runs.
     *
     * @throws StripeException if the key was used with other parameters
     */
    StripeCalls.Answer once(String key, String fingerprint, Supplier<StripeCalls.Answer> call) {
        StripeCalls.Answer answer = transaction.execute(status -> {
            int claimed = jdbc.sql("""
                            INSERT INTO provider_sandbox.stripe_idempotency (key, fingerprint, created_at)
                            VALUES (?, ?, ?) ON CONFLICT DO NOTHING""")
                    .params(key, fingerprint, StripeStore.utc(clock.instant()))
                    .update();
            if (claimed == 0) {
                return stored(key, fingerprint);
            }
            StripeCalls.Answer first = call.get();
            jdbc.sql("UPDATE provider_sandbox.stripe_idempotency SET status = ?, body = ? WHERE key = ?")
                    .params(first.status(), first.body(), key)
                    .update();
            return first;
        });
        if (answer == null) {
            throw new IllegalStateException("A call always has an answer");
        }
        return answer;
    }

    private StripeCalls.Answer stored(String key, String fingerprint) {
        Stored stored = jdbc.sql("SELECT * FROM provider_sandbox.stripe_idempotency WHERE key = ?")
                .param(key)
                .query((row, index) -> new Stored(
                        row.getString("fingerprint"), row.getObject("status", Integer.class), row.getString("body")))
                .single();
        if (!stored.fingerprint().equals(fingerprint)) {
            throw new StripeException(
                    400,
                    "idempotency_error",
                    null,
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        return new StripeCalls.Answer(stored.status() == null ? 500 : stored.status(), String.valueOf(stored.body()));
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        jdbc.sql("DELETE FROM provider_sandbox.stripe_idempotency WHERE created_at < ?")
                .param(StripeStore.utc(clock.instant().minus(LIFETIME)))
                .update();
    }
}
