package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.CardPayments;
import io.medicaledu.sandbox.stripe.CheckoutSessions;
import io.medicaledu.sandbox.stripe.Page;
import io.medicaledu.sandbox.stripe.PaymentJson;
import io.medicaledu.sandbox.stripe.Refunds;
import io.medicaledu.sandbox.stripe.SessionJson;
import io.medicaledu.sandbox.stripe.StripeEvents;
import io.medicaledu.sandbox.stripe.StripeException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final CardPayments payments;
    private final Refunds refunds;
    private final StripeEvents events;

    StripeApiController(
            StripeCalls calls,
            CheckoutSessions sessions,
            SessionJson sessionJson,
            CardPayments payments,
            Refunds refunds,
            StripeEvents events) {
        this.calls = calls;
        this.sessions = sessions;
        this.sessionJson = sessionJson;
        this.payments = payments;
        this.refunds = refunds;
        this.events = events;
    }

    @PostMapping("/checkout/sessions")
    ResponseEntity<String> createSession(HttpServletRequest request) {
        return calls.write(request, "session.create", form -> sessionJson.of(sessions.create(form)));
    }

    @GetMapping("/checkout/sessions/{id}")
    ResponseEntity<String> session(HttpServletRequest request, @PathVariable String id) {
        return calls.read(request, "session.retrieve", form -> sessionJson.of(sessions.get(id)));
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
        return calls.read(request, "payment_intent.retrieve", form -> PaymentJson.of(payments.intent(id)));
    }

    @GetMapping("/payment_intents")
    ResponseEntity<String> listPaymentIntents(HttpServletRequest request) {
        return calls.read(
                request,
                "payment_intent.list",
                form -> list("/v1/payment_intents", payments.intents(form), PaymentJson::of));
    }

    @GetMapping("/charges/{id}")
    ResponseEntity<String> charge(HttpServletRequest request, @PathVariable String id) {
        return calls.read(request, "charge.retrieve", form -> payments.charge(id));
    }

    @PostMapping("/refunds")
    ResponseEntity<String> createRefund(HttpServletRequest request) {
        return calls.write(request, "refund.create", form -> PaymentJson.of(refunds.create(form)));
    }

    @GetMapping("/refunds/{id}")
    ResponseEntity<String> refund(HttpServletRequest request, @PathVariable String id) {
        return calls.read(request, "refund.retrieve", form -> PaymentJson.of(refunds.get(id)));
    }

    @GetMapping("/refunds")
    ResponseEntity<String> listRefunds(HttpServletRequest request) {
        return calls.read(request, "refund.list", form -> list("/v1/refunds", refunds.list(form), PaymentJson::of));
    }

    @GetMapping("/events/{id}")
    ResponseEntity<String> event(HttpServletRequest request, @PathVariable String id) {
        return calls.read(request, "event.retrieve", form -> events.get(id));
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
