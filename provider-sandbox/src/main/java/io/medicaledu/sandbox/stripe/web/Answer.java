package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.Json;
import io.medicaledu.sandbox.stripe.StripeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes over the wire, and as the idempotency store keeps it.
 *
 * @param replayed true if it comes from the store
 */
record Answer(int status, String body, boolean replayed) {

    /** What the call returns; refusals that an idempotency key remembers are answers, too. */
    static Answer of(Supplier<Map<String, @Nullable Object>> call) {
        try {
            return new Answer(200, Json.write(call.get()), false);
        } catch (StripeException e) {
            if (e.wasExecuted()) {
                return refusal(e);
            }
            throw e;
        }
    }

    /** Stripe's error envelope (https://docs.stripe.com/api/errors). */
    static Answer refusal(StripeException e) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        if (e.code() != null) {
            error.put("code", e.code());
            error.put(
                    "doc_url", "https://stripe.com/docs/error-codes/" + e.code().replace('_', '-'));
        }
        error.put("message", e.text());
        if (e.param() != null) {
            error.put("param", e.param());
        }
        error.put("type", e.type());
        return new Answer(e.status(), Json.write(Map.of("error", error)), false);
    }
}
