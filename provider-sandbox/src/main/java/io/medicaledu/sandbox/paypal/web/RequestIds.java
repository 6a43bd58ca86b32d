package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.PayPalException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * PayPal's request ids (https://developer.paypal.com/api/rest/reference/idempotency/). Only what succeeded is kept, so that
 * a call that was refused can be repeated once its reason is gone. PayPal does not compare what is asked with an id that it
 * knows, and keeps it for 45 days, those of orders and their captures for 6 hours; then the same call is another one.
 */
@Component
class RequestIds {

    private static final Duration LIFETIME = Duration.ofDays(45);
    private static final Duration LIFETIME_OF_ORDERS = Duration.ofHours(6);
    private static final String ORDERS = "/v2/checkout/orders";

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
                forget(scope, id);
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
                            LEFT JOIN provider_sandbox.paypal_idempotency i
                                ON i.scope = :scope AND i.key = :id AND i.created_at >= :remembered""")
                .param("scope", scope)
                .param("id", id)
                .param("remembered", remembered(scope.contains(ORDERS) ? LIFETIME_OF_ORDERS : LIFETIME))
                .query((row, index) -> new Known(row.getBoolean("free"), row.getInt("status"), row.getString("body")))
                .single();
    }

    /** Makes room for the answer to a call whose id was known so long ago that it is another call now. */
    private void forget(String scope, String id) {
        database.sql("DELETE FROM provider_sandbox.paypal_idempotency WHERE scope = ? AND key = ? AND created_at < ?")
                .params(scope, id, remembered(scope.contains(ORDERS) ? LIFETIME_OF_ORDERS : LIFETIME))
                .update();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        database.sql("""
                        DELETE FROM provider_sandbox.paypal_idempotency
                        WHERE created_at < :all OR created_at < :orders AND scope LIKE '%' || :path || '%'""")
                .param("all", remembered(LIFETIME))
                .param("orders", remembered(LIFETIME_OF_ORDERS))
                .param("path", ORDERS)
                .update();
    }

    private OffsetDateTime remembered(Duration lifetime) {
        return clock.instant().minus(lifetime).atOffset(ZoneOffset.UTC);
    }
}
