package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The part of Stripe's API that the platform uses. */
@RestController
@RequestMapping("/sandbox/stripe/v1")
class StripeApiController {

    private static final String KEY = "Idempotency-Key";
    private static final String AUTH = "Authorization";

    private final StripeCalls calls;
    private final StripeObjects objects;
    private final StripeStore store;
    private final CheckoutSessions sessions;
    private final Refunds refunds;

    StripeApiController(
            StripeCalls calls, StripeObjects objects, StripeStore store, CheckoutSessions sessions, Refunds refunds) {
        this.calls = calls;
        this.objects = objects;
        this.store = store;
        this.sessions = sessions;
        this.refunds = refunds;
    }

    @PostMapping(path = "/checkout/sessions", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> createSession(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestParam MultiValueMap<String, String> body) {
        Form form = new Form(body);
        return calls.write(auth, key, "session.create", form, () -> objects.of(sessions.create(form)));
    }

    @GetMapping("/checkout/sessions/{id}")
    ResponseEntity<String> session(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth, @PathVariable String id) {
        return calls.read(auth, "session.retrieve", () -> objects.of(store.session(id)));
    }

    @GetMapping("/checkout/sessions")
    ResponseEntity<String> listSessions(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth,
            @RequestParam("payment_intent") String paymentIntent) {
        return calls.read(
                auth,
                "session.list",
                () -> objects.list(
                        "/v1/checkout/sessions",
                        store.sessionsOf(paymentIntent).stream()
                                .map(objects::of)
                                .toList()));
    }

    @PostMapping("/checkout/sessions/{id}/expire")
    ResponseEntity<String> expireSession(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> body) {
        return calls.write(auth, key, "session.expire", new Form(body), () -> objects.of(sessions.expire(id)));
    }

    @GetMapping("/payment_intents/{id}")
    ResponseEntity<String> paymentIntent(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth, @PathVariable String id) {
        return calls.read(
                auth,
                "payment_intent.retrieve",
                () -> objects.of(store.intent(id).orElseThrow(() -> StripeException.missing("payment_intent", id))));
    }

    @GetMapping("/charges/{id}")
    ResponseEntity<String> charge(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth, @PathVariable String id) {
        return calls.read(
                auth,
                "charge.retrieve",
                () -> objects.charge(
                        store.intentOfCharge(id).orElseThrow(() -> StripeException.missing("charge", id))));
    }

    @PostMapping(path = "/refunds", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> createRefund(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestParam MultiValueMap<String, String> body) {
        Form form = new Form(body);
        return calls.write(auth, key, "refund.create", form, () -> objects.of(refunds.create(form)));
    }

    @GetMapping("/refunds/{id}")
    ResponseEntity<String> refund(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth, @PathVariable String id) {
        return calls.read(auth, "refund.retrieve", () -> objects.of(store.refund(id)));
    }

    @GetMapping("/refunds")
    ResponseEntity<String> listRefunds(
            @RequestHeader(name = AUTH, required = false) @Nullable String auth,
            @RequestParam("payment_intent") String paymentIntent) {
        return calls.read(
                auth,
                "refund.list",
                () -> objects.list(
                        "/v1/refunds",
                        store.refundsOf(paymentIntent).stream().map(objects::of).toList()));
    }
}
