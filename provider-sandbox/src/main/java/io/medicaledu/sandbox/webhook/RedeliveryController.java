package io.medicaledu.sandbox.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Delivers an event again, as the button "Resend" of the providers' dashboards does. */
@RestController
class RedeliveryController {

    private static final int MOST = 1_000;

    private final WebhookQueue queue;

    RedeliveryController(WebhookQueue queue) {
        this.queue = queue;
    }

    /** @param times how often; once if it is left out */
    record Order(@Nullable String eventId, @Nullable Integer times) {}

    @PostMapping({"/sandbox/stripe/webhooks/redeliver", "/sandbox/paypal/webhooks/redeliver"})
    ResponseEntity<Object> redeliver(@RequestBody Order order) {
        int times = order.times() == null ? 1 : order.times();
        if (order.eventId() == null || times < 1 || times > MOST) {
            return problem(HttpStatus.BAD_REQUEST, "eventId is needed, and times between 1 and " + MOST);
        }
        int queued = order.eventId().indexOf('\0') >= 0 ? 0 : queue.redeliver(order.eventId(), times);
        return queued == 0
                ? problem(HttpStatus.NOT_FOUND, "There is no event " + order.eventId())
                : ResponseEntity.accepted().body(Map.of("eventId", order.eventId(), "times", queued));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Object> refuseUnreadable() {
        return problem(HttpStatus.BAD_REQUEST, "The body is not {eventId, times} in JSON");
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
