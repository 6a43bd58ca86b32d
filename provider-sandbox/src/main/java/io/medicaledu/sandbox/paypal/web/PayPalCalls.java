package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.PayPalException;
import io.medicaledu.sandbox.paypal.PayPalIds;
import io.medicaledu.sandbox.paypal.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What all API calls have in common: the token, faults, request ids, and PayPal's errors. */
@Component
class PayPalCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PayPalCalls.class);

    private final Tokens tokens;
    private final PayPalFaults faults;
    private final RequestIds requestIds;

    PayPalCalls(Tokens tokens, PayPalFaults faults, RequestIds requestIds) {
        this.tokens = tokens;
        this.faults = faults;
        this.requestIds = requestIds;
    }

    /** What a call does. */
    @FunctionalInterface
    interface Work {

        /** @throws PayPalException if it is refused */
        PayPalReply run(PayPalCall call);
    }

    /** Reads something, or changes something without regard to a request id. */
    ResponseEntity<String> answer(HttpServletRequest request, String operation, Work work) {
        return respond(request, operation, call -> {
            authenticate(call);
            return faults.around(operation, call, work);
        });
    }

    /** Changes something; the same request id gives the same answer. */
    ResponseEntity<String> answerOnce(HttpServletRequest request, String operation, Work work) {
        return respond(request, operation, call -> {
            authenticate(call);
            String id = call.requestId();
            return faults.around(
                    operation,
                    call,
                    id == null ? work : each -> requestIds.once(each.scope(), id, () -> work.run(each)));
        });
    }

    /** Answers without a token. */
    ResponseEntity<String> answerAnybody(HttpServletRequest request, String operation, Work work) {
        return respond(request, operation, call -> faults.around(operation, call, work));
    }

    private void authenticate(PayPalCall call) {
        if (!tokens.isGood(call.bearer())) {
            throw PayPalException.oauth(401, "invalid_token", "Token signature verification failed");
        }
    }

    private static ResponseEntity<String> respond(HttpServletRequest request, String operation, Work work) {
        PayPalReply reply = reply(request, operation, work);
        return ResponseEntity.status(reply.status())
                .header("PayPal-Debug-Id", PayPalIds.nextDebugId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(reply.body());
    }

    private static PayPalReply reply(HttpServletRequest request, String operation, Work work) {
        try {
            return work.run(PayPalCall.of(request));
        } catch (PayPalException e) {
            return PayPalReply.refusal(e);
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed at {}", operation, e);
            return PayPalReply.refusal(PayPalFaults.serverError());
        }
    }
}
