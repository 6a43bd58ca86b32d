package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.fault.Fault;
import io.medicaledu.sandbox.fault.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What all API calls have in common: the key, ordered faults, idempotency, and Stripe's error envelope. */
@Component
class StripeCalls {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SandboxProperties properties;
    private final Faults faults;
    private final IdempotencyStore idempotency;

    StripeCalls(SandboxProperties properties, Faults faults, IdempotencyStore idempotency) {
        this.properties = properties;
        this.faults = faults;
        this.idempotency = idempotency;
    }

    /** An answer as it goes over the wire, and as the idempotency store keeps it. */
    record Answer(int status, String body) {}

    /** Reads something. */
    ResponseEntity<String> read(
            @Nullable String authorization, String operation, Supplier<Map<String, @Nullable Object>> call) {
        return run(authorization, operation, () -> answer(call));
    }

    /** Changes something; the same idempotency key gives the same answer. */
    ResponseEntity<String> write(
            @Nullable String authorization,
            @Nullable String key,
            String operation,
            Form form,
            Supplier<Map<String, @Nullable Object>> call) {
        if (key == null) {
            return run(authorization, operation, () -> answer(call));
        }
        return run(
                authorization,
                operation,
                () -> idempotency.once(key, operation + form.fingerprint(), () -> answer(call)));
    }

    private ResponseEntity<String> run(@Nullable String authorization, String operation, Supplier<Answer> call) {
        try {
            requireKey(authorization);
            Fault fault = faults.next(operation).orElse(null);
            if (fault == null) {
                return respond(call.get());
            }
            return faulty(fault, call);
        } catch (StripeException e) {
            return respond(error(e));
        }
    }

    private static ResponseEntity<String> faulty(Fault fault, Supplier<Answer> call) {
        return switch (fault.parsedKind()) {
            case ERROR_BEFORE, SERVER_ERROR_500 -> throw broken();
            case CONFLICT_409 ->
                throw new StripeException(409, "idempotency_error", "idempotency_key_in_use", null, "Ordered conflict");
            case RATE_LIMIT_429 ->
                throw new StripeException(429, "invalid_request_error", "rate_limit", null, "Ordered rate limit");
            case ERROR_AFTER -> {
                Answer unheard = call.get();
                throw brokenAfter(unheard);
            }
            case DELAY -> {
                pause(fault.delayMillis());
                yield respond(call.get());
            }
            default -> respond(call.get());
        };
    }

    private static StripeException brokenAfter(Answer unheard) {
        return new StripeException(
                500, "api_error", null, null, "Ordered failure, after an effect with status " + unheard.status());
    }

    private static StripeException broken() {
        return new StripeException(500, "api_error", null, null, "Ordered failure");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireKey(@Nullable String authorization) {
        if (!("Bearer " + properties.stripe().secretKey()).equals(authorization)) {
            throw new StripeException(401, "invalid_request_error", null, null, "Invalid API Key provided");
        }
    }

    private static Answer answer(Supplier<Map<String, @Nullable Object>> call) {
        try {
            return new Answer(200, JSON.writeValueAsString(call.get()));
        } catch (StripeException e) {
            return error(e);
        }
    }

    private static Answer error(StripeException e) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("type", e.type());
        error.put("message", e.getMessage());
        if (e.code() != null) {
            error.put("code", e.code());
        }
        if (e.param() != null) {
            error.put("param", e.param());
        }
        return new Answer(e.status(), JSON.writeValueAsString(Map.of("error", error)));
    }

    private static ResponseEntity<String> respond(Answer answer) {
        return ResponseEntity.status(answer.status())
                .header("Request-Id", StripeIds.next("req"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}
