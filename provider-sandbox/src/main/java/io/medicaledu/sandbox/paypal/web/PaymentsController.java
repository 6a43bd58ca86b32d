package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.CaptureRefunds;
import io.medicaledu.sandbox.paypal.Captures;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments v2 (https://developer.paypal.com/docs/api/payments/v2/). */
@RestController
@RequestMapping("/sandbox/paypal/v2/payments")
class PaymentsController {

    private final PayPalCalls calls;
    private final Captures captures;
    private final CaptureRefunds refunds;

    PaymentsController(PayPalCalls calls, Captures captures, CaptureRefunds refunds) {
        this.calls = calls;
        this.captures = captures;
        this.refunds = refunds;
    }

    @GetMapping("/captures/{id}")
    ResponseEntity<String> capture(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.capture.get", call -> PayPalReply.ok(captures.get(id)));
    }

    @PostMapping("/captures/{id}/refund")
    ResponseEntity<String> refund(HttpServletRequest request, @PathVariable String id) {
        return calls.answerOnce(
                request,
                "paypal.refund.create",
                call -> PayPalReply.created(refunds.create(id, call.body(), call.pending(), call.wantsAll())));
    }

    @GetMapping("/refunds/{id}")
    ResponseEntity<String> refundOf(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.refund.get", call -> PayPalReply.ok(refunds.get(id)));
    }
}
