package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.DelayedPayments;
import io.medicaledu.sandbox.stripe.DisputeJson;
import io.medicaledu.sandbox.stripe.DoublePayments;
import io.medicaledu.sandbox.stripe.PaymentJson;
import io.medicaledu.sandbox.stripe.RefundJson;
import io.medicaledu.sandbox.stripe.RefundOutcomes;
import io.medicaledu.sandbox.stripe.StripeDisputes;
import io.medicaledu.sandbox.stripe.StripeException;
import io.medicaledu.sandbox.stripe.StripeRefunds;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** What customers, their banks and people at Stripe's dashboard do to a payment; tests and the demo play their parts here. */
@RestController
@RequestMapping("/sandbox/stripe")
class StripeControlController {

    private final StripeDisputes disputes;
    private final StripeRefunds refunds;
    private final RefundOutcomes outcomes;
    private final DelayedPayments delayed;
    private final DoublePayments doubles;

    StripeControlController(
            StripeDisputes disputes,
            StripeRefunds refunds,
            RefundOutcomes outcomes,
            DelayedPayments delayed,
            DoublePayments doubles) {
        this.disputes = disputes;
        this.refunds = refunds;
        this.outcomes = outcomes;
        this.delayed = delayed;
        this.doubles = doubles;
    }

    /**
     * @param inquiry true if the bank only asks
     * @param prevented true if it never becomes a chargeback
     */
    record Opening(
            @Nullable String paymentIntent,
            @Nullable Long amount,
            @Nullable String reason,
            @Nullable Boolean inquiry,
            @Nullable Boolean prevented) {

        StripeDisputes.Kind kind() {
            if (Boolean.TRUE.equals(prevented)) {
                return StripeDisputes.Kind.PREVENTED;
            }
            return Boolean.TRUE.equals(inquiry) ? StripeDisputes.Kind.INQUIRY : StripeDisputes.Kind.CHARGEBACK;
        }
    }

    /** @param reinstated what the bank gives back in all, in minor units */
    record Closing(@Nullable String status, @Nullable Long reinstated) {}

    /** @param amount in minor units; all that is left if it is missing */
    record Repayment(
            @Nullable String paymentIntent, @Nullable Long amount) {}

    /** @param failureReason of a refund that failed */
    record Outcome(@Nullable String status, @Nullable String failureReason) {}

    @PostMapping("/disputes")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> open(@RequestBody Opening order) {
        return DisputeJson.of(disputes.open(
                given("paymentIntent", order.paymentIntent()), order.amount(), order.reason(), order.kind()));
    }

    @PostMapping("/disputes/{id}/close")
    Map<String, @Nullable Object> close(@PathVariable String id, @RequestBody Closing closing) {
        return DisputeJson.of(disputes.close(id, given("status", closing.status()), closing.reinstated()));
    }

    @PostMapping("/disputes/{id}/reinstate")
    Map<String, @Nullable Object> reinstate(@PathVariable String id, @RequestBody Closing closing) {
        if (closing.reinstated() == null) {
            throw StripeException.invalid("parameter_missing", "reinstated", "reinstated is needed");
        }
        return DisputeJson.of(disputes.reinstate(id, closing.reinstated()));
    }

    @PostMapping("/dashboard-refunds")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> refund(@RequestBody Repayment order) {
        return RefundJson.of(refunds.createInDashboard(given("paymentIntent", order.paymentIntent()), order.amount()));
    }

    @PostMapping("/refunds/{id}/outcome")
    Map<String, @Nullable Object> settleRefund(@PathVariable String id, @RequestBody Outcome outcome) {
        return RefundJson.of(outcomes.settle(id, given("status", outcome.status()), outcome.failureReason()));
    }

    @PostMapping("/payment-intents/{id}/outcome")
    Map<String, @Nullable Object> settlePayment(@PathVariable String id, @RequestBody Outcome outcome) {
        return PaymentJson.of(delayed.settle(id, given("status", outcome.status())));
    }

    @PostMapping("/double-charge")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> payAgain(@RequestBody Repayment order) {
        return PaymentJson.of(doubles.again(given("paymentIntent", order.paymentIntent())));
    }

    private static String given(String name, @Nullable String value) {
        if (value == null) {
            throw StripeException.invalid("parameter_missing", name, name + " is needed");
        }
        return value;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(StripeException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(e.status()), e.text());
        problem.setProperty("code", e.code());
        return ResponseEntity.of(problem).build();
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<ProblemDetail> refuseUnreadable() {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST, "The body is not the JSON that is expected here"))
                .build();
    }
}
