package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.StripeException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stripe's idempotency keys (https://docs.stripe.com/api/idempotent_requests): kept for at least 24 hours. */
@Component
class IdempotencyStore {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final SandboxDatabase database;
    private final Clock clock;

    IdempotencyStore(SandboxDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Known(
            boolean free,
            @Nullable String fingerprint,
            int status,
            @Nullable String body) {}

    /**
     * The first answer to the key. Effect and answer are committed together.
     *
     * @param fingerprint the same for the same call
     * @throws StripeException if the key was used for another call, or is in use right now
     */
    Answer once(String key, String fingerprint, Supplier<Answer> call) {
        try {
            return attempt(key, fingerprint, call);
        } catch (DuplicateKeyException e) {
            // Another call with this key was committed after our statement had looked, and before it had the lock.
            return attempt(key, fingerprint, call);
        }
    }

    private Answer attempt(String key, String fingerprint, Supplier<Answer> call) {
        return database.transact(() -> {
            Known known = lookAndLock(key);
            if (known.fingerprint() != null && known.body() != null) {
                if (!known.fingerprint().equals(fingerprint)) {
                    throw otherCall(key);
                }
                return new Answer(known.status(), known.body(), true);
            }
            if (!known.free()) {
                throw inUse(key);
            }
            Answer answer = call.get();
            database.sql("DELETE FROM provider_sandbox.stripe_idempotency WHERE key = ? AND created_at < ?")
                    .params(key, remembered())
                    .update();
            database.sql("""
                            INSERT INTO provider_sandbox.stripe_idempotency (key, fingerprint, status, body, created_at)
                            VALUES (?, ?, ?, ?, ?)""")
                    .params(
                            key,
                            fingerprint,
                            answer.status(),
                            answer.body(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return answer;
        });
    }

    private Known lookAndLock(String key) {
        return database.sql("""
                        SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 5171)) AS free, i.fingerprint, i.status, i.body
                        FROM (VALUES (1)) AS one LEFT JOIN provider_sandbox.stripe_idempotency i
                                ON i.key = :key AND i.created_at >= :remembered""")
                .param("key", key)
                .param("remembered", remembered())
                .query((row, index) -> new Known(
                        row.getBoolean("free"),
                        row.getString("fingerprint"),
                        row.getInt("status"),
                        row.getString("body")))
                .single();
    }

    private static StripeException otherCall(String key) {
        return new StripeException(
                400,
                "idempotency_error",
                null,
                null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
                        + " using a key other than '" + key + "' if you meant to execute a different request.");
    }

    static StripeException inUse(String key) {
        return new StripeException(
                409,
                StripeException.INVALID_REQUEST,
                "idempotency_key_in_use",
                null,
                "There is currently another in-progress request using this Idempotent Key (that probably means you"
                        + " submitted twice, and the other request is still going through): " + key
                        + ". Please try again later.");
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        database.sql("DELETE FROM provider_sandbox.stripe_idempotency WHERE created_at < ?")
                .param(remembered())
                .update();
    }

    private OffsetDateTime remembered() {
        return clock.instant().minus(LIFETIME).atOffset(ZoneOffset.UTC);
    }
}
