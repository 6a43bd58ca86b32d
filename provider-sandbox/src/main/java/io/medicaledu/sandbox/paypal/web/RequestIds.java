package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.PayPalException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * PayPal's request ids (https://developer.paypal.com/api/rest/reference/idempotency/). Only what succeeded is kept, so that
 * a call that was refused can be repeated once its reason is gone. PayPal does not compare what is asked with an id that it
 * knows, and keeps it for 45 days.
 */
@Component
class RequestIds {

    private static final Duration LIFETIME = Duration.ofDays(45);

    private final SandboxDatabase database;
    private final Clock clock;

    RequestIds(SandboxDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Known(boolean free, int status, @Nullable String body) {}

    /**
     * The first successful answer to the id. Effect and answer are committed together.
     *
     * @param scope the call that the id is for
     * @throws PayPalException if the id is in use right now
     */
    PayPalReply once(String scope, String id, Supplier<PayPalReply> call) {
        try {
            return attempt(scope, id, call);
        } catch (DuplicateKeyException e) {
            // Another call with this id was committed after our statement had looked, and before it had the lock.
            return attempt(scope, id, call);
        }
    }

    private PayPalReply attempt(String scope, String id, Supplier<PayPalReply> call) {
        return database.transact(() -> {
            Known known = lookAndLock(scope, id);
            if (known.body() != null) {
                return new PayPalReply(known.status(), known.body()).repeated();
            }
            if (!known.free()) {
                throw PayPalException.inProgress();
            }
            PayPalReply reply = call.get();
            if (reply.isSuccess()) {
                database.sql("""
                                INSERT INTO provider_sandbox.paypal_idempotency (scope, key, status, body, created_at)
                                VALUES (?, ?, ?, ?, ?)""")
                        .params(
                                scope,
                                id,
                                reply.status(),
                                reply.body(),
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
            }
            return reply;
        });
    }

    private Known lookAndLock(String scope, String id) {
        return database.sql("""
                        SELECT pg_try_advisory_xact_lock(hashtextextended(:scope || ' ' || :id, 8191)) AS free, i.status, i.body
                        FROM (VALUES (1)) AS one
                            LEFT JOIN provider_sandbox.paypal_idempotency i ON i.scope = :scope AND i.key = :id""")
                .param("scope", scope)
                .param("id", id)
                .query((row, index) -> new Known(row.getBoolean("free"), row.getInt("status"), row.getString("body")))
                .single();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        database.sql("DELETE FROM provider_sandbox.paypal_idempotency WHERE created_at < ?")
                .param(clock.instant().minus(LIFETIME).atOffset(ZoneOffset.UTC))
                .update();
    }
}
