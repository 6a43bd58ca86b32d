package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.CheckoutSessions;
import io.medicaledu.sandbox.stripe.DelayedPayments;
import io.medicaledu.sandbox.stripe.DisputeJson;
import io.medicaledu.sandbox.stripe.Page;
import io.medicaledu.sandbox.stripe.PaymentJson;
import io.medicaledu.sandbox.stripe.Payments;
import io.medicaledu.sandbox.stripe.RefundJson;
import io.medicaledu.sandbox.stripe.SessionJson;
import io.medicaledu.sandbox.stripe.StripeDisputes;
import io.medicaledu.sandbox.stripe.StripeEvents;
import io.medicaledu.sandbox.stripe.StripeException;
import io.medicaledu.sandbox.stripe.StripeRefunds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The part of Stripe's API (https://docs.stripe.com/api) that the platform uses, and what helps to look behind it. */
@RestController
@RequestMapping("/sandbox/stripe/v1")
class StripeApiController {

    private final StripeCalls calls;
    private final CheckoutSessions sessions;
    private final SessionJson sessionJson;
    private final Payments payments;
    private final DelayedPayments delayed;
    private final StripeRefunds refunds;
    private final StripeDisputes disputes;
    private final StripeEvents events;

    StripeApiController(
            StripeCalls calls,
            CheckoutSessions sessions,
            SessionJson sessionJson,
            Payments payments,
            DelayedPayments delayed,
            StripeRefunds refunds,
            StripeDisputes disputes,
            StripeEvents events) {
        this.calls = calls;
        this.sessions = sessions;
        this.sessionJson = sessionJson;
        this.payments = payments;
        this.delayed = delayed;
        this.refunds = refunds;
        this.disputes = disputes;
        this.events = events;
    }

    @PostMapping("/checkout/sessions")
    ResponseEntity<String> createSession(HttpServletRequest request) {
        return calls.write(request, "session.create", form -> sessionJson.of(sessions.create(form)));
    }

    @GetMapping("/checkout/sessions/{id}")
    ResponseEntity<String> session(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "session.retrieve", () -> sessionJson.of(sessions.get(id)));
    }

    @GetMapping("/checkout/sessions")
    ResponseEntity<String> listSessions(HttpServletRequest request) {
        return calls.read(
                request, "session.list", form -> list("/v1/checkout/sessions", sessions.list(form), sessionJson::of));
    }

    @PostMapping("/checkout/sessions/{id}/expire")
    ResponseEntity<String> expireSession(HttpServletRequest request, @PathVariable String id) {
        return calls.write(request, "session.expire", form -> sessionJson.of(sessions.expire(id, form)));
    }

    @GetMapping("/payment_intents/{id}")
    ResponseEntity<String> paymentIntent(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "payment_intent.retrieve", () -> PaymentJson.of(payments.intent(id)));
    }

    @GetMapping("/payment_intents")
    ResponseEntity<String> listPaymentIntents(HttpServletRequest request) {
        return calls.read(
                request,
                "payment_intent.list",
                form -> list("/v1/payment_intents", payments.intents(form), PaymentJson::of));
    }

    @PostMapping("/payment_intents/{id}/cancel")
    ResponseEntity<String> cancelPaymentIntent(HttpServletRequest request, @PathVariable String id) {
        return calls.write(request, "payment_intent.cancel", form -> PaymentJson.of(delayed.cancel(id, form)));
    }

    @GetMapping("/charges/{id}")
    ResponseEntity<String> charge(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "charge.retrieve", () -> payments.charge(id));
    }

    @GetMapping("/charges")
    ResponseEntity<String> listCharges(HttpServletRequest request) {
        return calls.read(request, "charge.list", form -> list("/v1/charges", payments.charges(form), each -> each));
    }

    @PostMapping("/refunds")
    ResponseEntity<String> createRefund(HttpServletRequest request) {
        return calls.write(request, "refund.create", form -> RefundJson.of(refunds.create(form)));
    }

    @GetMapping("/refunds/{id}")
    ResponseEntity<String> refund(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "refund.retrieve", () -> RefundJson.of(refunds.get(id)));
    }

    @GetMapping("/refunds")
    ResponseEntity<String> listRefunds(HttpServletRequest request) {
        return calls.read(request, "refund.list", form -> list("/v1/refunds", refunds.list(form), RefundJson::of));
    }

    @GetMapping("/disputes/{id}")
    ResponseEntity<String> dispute(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "dispute.retrieve", () -> DisputeJson.of(disputes.get(id)));
    }

    @GetMapping("/disputes")
    ResponseEntity<String> listDisputes(HttpServletRequest request) {
        return calls.read(request, "dispute.list", form -> list("/v1/disputes", disputes.list(form), DisputeJson::of));
    }

    @GetMapping("/events/{id}")
    ResponseEntity<String> event(HttpServletRequest request, @PathVariable String id) {
        return retrieve(request, "event.retrieve", () -> events.get(id));
    }

    @GetMapping("/events")
    ResponseEntity<String> listEvents(HttpServletRequest request) {
        return calls.read(request, "event.list", form -> list("/v1/events", events.list(form), event -> event));
    }

    /** Everything else, other methods on the paths above included. */
    @RequestMapping("/**")
    ResponseEntity<String> unknown(HttpServletRequest request) {
        return calls.read(request, "unknown", form -> {
            throw new StripeException(
                    404,
                    StripeException.INVALID_REQUEST,
                    null,
                    null,
                    "Unrecognized request URL (" + request.getMethod() + ": " + request.getRequestURI() + ").");
        });
    }

    private ResponseEntity<String> retrieve(
            HttpServletRequest request, String operation, Supplier<Map<String, @Nullable Object>> object) {
        return calls.read(request, operation, form -> {
            form.allowNone();
            return object.get();
        });
    }

    private static <T> Map<String, @Nullable Object> list(
            String url, Page<T> page, Function<T, Map<String, @Nullable Object>> shape) {
        List<Map<String, @Nullable Object>> data =
                page.items().stream().map(shape).toList();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "list");
        json.put("data", data);
        json.put("has_more", page.hasMore());
        json.put("url", url);
        return json;
    }
}
