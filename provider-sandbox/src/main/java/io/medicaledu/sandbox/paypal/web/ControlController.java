package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.BuyerDisputes;
import io.medicaledu.sandbox.paypal.CaptureRefunds;
import io.medicaledu.sandbox.paypal.Captures;
import io.medicaledu.sandbox.paypal.Orders;
import io.medicaledu.sandbox.paypal.PayPalException;
import io.medicaledu.sandbox.paypal.Tokens;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What PayPal, the payer's bank, or somebody in PayPal's dashboard does, at a test's request. */
@RestController
@RequestMapping("/sandbox/paypal")
class ControlController {

    private final Tokens tokens;
    private final Orders orders;
    private final Captures captures;
    private final CaptureRefunds refunds;
    private final BuyerDisputes disputes;

    ControlController(Tokens tokens, Orders orders, Captures captures, CaptureRefunds refunds, BuyerDisputes disputes) {
        this.tokens = tokens;
        this.orders = orders;
        this.captures = captures;
        this.refunds = refunds;
        this.disputes = disputes;
    }

    record Outcome(@Nullable String status) {}

    record DashboardRefund(
            @Nullable String captureId, @Nullable String amount) {}

    /** @param amount all that is left if it is missing */
    record NewDispute(
            @Nullable String captureId,
            @Nullable String amount,
            @Nullable String reason) {}

    /** @param amountRefunded what the buyer gets; all if it is missing */
    record Resolution(@Nullable String outcome, @Nullable String amountRefunded) {}

    record DoubleCapture(@Nullable String orderId) {}

    @PostMapping("/tokens/expire")
    Map<String, Integer> expireTokens() {
        return Map.of("expired", tokens.expireAll());
    }

    @PostMapping("/orders/{id}/expire")
    Map<String, Object> expireOrder(@PathVariable String id) {
        return Map.of("id", id, "status", orders.expire(id).status());
    }

    @PostMapping("/captures/{id}/outcome")
    Map<String, Object> settleCapture(@PathVariable String id, @RequestBody Outcome outcome) {
        return captures.settle(id, isCompleted(outcome, "DENIED"));
    }

    @PostMapping("/captures/{id}/reverse")
    Map<String, Object> reverse(@PathVariable String id) {
        return refunds.reverse(id);
    }

    @PostMapping("/dashboard-refunds")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> refund(@RequestBody DashboardRefund refund) {
        return refunds.createInDashboard(needed(refund.captureId()), refund.amount());
    }

    @PostMapping("/refunds/{id}/outcome")
    Map<String, Object> settleRefund(@PathVariable String id, @RequestBody Outcome outcome) {
        return refunds.settle(id, isCompleted(outcome, "FAILED"));
    }

    @PostMapping("/disputes")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> dispute(@RequestBody NewDispute dispute) {
        return disputes.open(needed(dispute.captureId()), dispute.amount(), dispute.reason());
    }

    @PostMapping("/disputes/{id}/review")
    Map<String, Object> review(@PathVariable String id) {
        return disputes.review(id);
    }

    @PostMapping("/disputes/{id}/resolve")
    Map<String, Object> resolve(@PathVariable String id, @RequestBody Resolution resolution) {
        return disputes.resolve(id, resolution.outcome(), resolution.amountRefunded());
    }

    @PostMapping("/double-capture")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> captureAgain(@RequestBody DoubleCapture order) {
        return captures.captureAgain(needed(order.orderId()));
    }

    private static String needed(@Nullable String id) {
        if (id == null) {
            throw PayPalException.missing();
        }
        return id;
    }

    private static boolean isCompleted(Outcome outcome, String otherwise) {
        boolean completed = "COMPLETED".equals(outcome.status());
        if (!completed && !otherwise.equals(outcome.status())) {
            throw PayPalException.invalid("/status", "INVALID_PARAMETER_VALUE", "It is COMPLETED or " + otherwise);
        }
        return completed;
    }

    @ExceptionHandler
    ResponseEntity<String> refuse(PayPalException e) {
        PayPalReply reply = PayPalReply.refusal(e);
        return ResponseEntity.status(reply.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(reply.body());
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail refuseUnreadable() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is not what is asked for, in JSON");
    }
}
