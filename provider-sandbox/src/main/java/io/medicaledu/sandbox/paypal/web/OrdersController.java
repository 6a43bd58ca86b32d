package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.Captures;
import io.medicaledu.sandbox.paypal.Orders;
import io.medicaledu.sandbox.paypal.PayPalException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Orders v2 (https://developer.paypal.com/docs/api/orders/v2/). */
@RestController
@RequestMapping("/sandbox/paypal/v2/checkout/orders")
class OrdersController {

    private final PayPalCalls calls;
    private final Orders orders;
    private final Captures captures;

    OrdersController(PayPalCalls calls, Orders orders, Captures captures) {
        this.calls = calls;
        this.orders = orders;
        this.captures = captures;
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) {
        return calls.answerOnce(request, "paypal.order.create", call -> {
            JsonNode body = call.body();
            if (body.has("payment_source") && call.requestId() == null) {
                throw PayPalException.invalidParameter(
                        "PayPal-Request-Id",
                        "header",
                        "PAYPAL_REQUEST_ID_REQUIRED",
                        "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please"
                                + " specify a PayPal-Request-Id or Create the Order without a 'payment_source'"
                                + " specified.");
            }
            return PayPalReply.created(orders.create(body, call.wantsAll()));
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<String> get(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.order.get", call -> PayPalReply.ok(orders.get(id)));
    }

    @PostMapping("/{id}/capture")
    ResponseEntity<String> capture(HttpServletRequest request, @PathVariable String id) {
        return calls.answerOnce(request, "paypal.order.capture", call -> {
            call.body();
            Captures.Attempt attempt = captures.capture(id, call.wantsAll());
            return attempt.order()
                    .map(PayPalReply::created)
                    .or(() -> attempt.declined().map(PayPalReply::refusal))
                    .orElseThrow();
        });
    }
}
