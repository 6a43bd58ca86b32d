package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.stripe.EventLog;
import io.medicaledu.sandbox.stripe.Form;
import io.medicaledu.sandbox.stripe.StripeException;
import io.medicaledu.sandbox.stripe.StripeIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What all API calls have in common: the key, faults, idempotency, and Stripe's envelope. */
@Component
class StripeCalls {

    private static final Logger LOG = LoggerFactory.getLogger(StripeCalls.class);

    private final String secretKey;
    private final StripeFaults faults;
    private final IdempotencyStore idempotency;

    StripeCalls(SandboxProperties properties, StripeFaults faults, IdempotencyStore idempotency) {
        this.secretKey = properties.stripe().secretKey();
        this.faults = faults;
        this.idempotency = idempotency;
    }

    /** Reads something. */
    ResponseEntity<String> read(
            HttpServletRequest request, String operation, Function<Form, Map<String, @Nullable Object>> work) {
        return respond(request, operation, call -> {
            Form form = call.form();
            return () -> Answer.of(() -> work.apply(form));
        });
    }

    /** Changes something; the same idempotency key gives the same answer. */
    ResponseEntity<String> write(
            HttpServletRequest request, String operation, Function<Form, Map<String, @Nullable Object>> work) {
        return respond(request, operation, call -> {
            Form form = call.form();
            String key = call.idempotencyKey();
            Supplier<Answer> once = () -> Answer.of(() -> work.apply(form));
            return key == null ? once : () -> idempotency.once(key, fingerprint(call, form), once);
        });
    }

    private static String fingerprint(StripeCall call, Form form) {
        return Fingerprints.sha256(call.fingerprint(form));
    }

    private ResponseEntity<String> respond(
            HttpServletRequest request, String operation, Function<StripeCall, Supplier<Answer>> prepare) {
        return response(request, answer(new StripeCall(request), operation, prepare));
    }

    private Answer answer(StripeCall call, String operation, Function<StripeCall, Supplier<Answer>> prepare) {
        try {
            call.authenticate(secretKey);
            return faults.around(operation, prepare.apply(call));
        } catch (StripeException e) {
            return Answer.refusal(e);
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed at {}", operation, e);
            return Answer.refusal(new StripeException(500, "api_error", null, null, "The sandbox failed; see its log"));
        }
    }

    private static ResponseEntity<String> response(HttpServletRequest request, Answer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status())
                .header("Request-Id", StripeIds.next("req"))
                .header("Stripe-Version", EventLog.API_VERSION)
                .contentType(MediaType.APPLICATION_JSON);
        String key = request.getHeader("Idempotency-Key");
        if (key != null) {
            response.header("Idempotency-Key", key);
        }
        if (answer.replayed()) {
            response.header("Idempotent-Replayed", "true");
        }
        return response.body(answer.body());
    }
}
