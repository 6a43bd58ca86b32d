package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.EventSearch;
import io.medicaledu.sandbox.paypal.Json;
import io.medicaledu.sandbox.paypal.SigningKey;
import io.medicaledu.sandbox.paypal.Verification;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhook events, their verification (https://developer.paypal.com/docs/api/webhooks/v1/), and the certificates. */
@RestController
@RequestMapping("/sandbox/paypal")
class NotificationsController {

    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

    private final PayPalCalls calls;
    private final Verification verification;
    private final EventSearch events;
    private final SigningKey key;

    NotificationsController(PayPalCalls calls, Verification verification, EventSearch events, SigningKey key) {
        this.calls = calls;
        this.verification = verification;
        this.events = events;
        this.key = key;
    }

    @PostMapping("/v1/notifications/verify-webhook-signature")
    ResponseEntity<String> verify(HttpServletRequest request) {
        return calls.answer(
                request, "paypal.webhook.verify", call -> PayPalReply.ok(verification.verify(call.body(), call.raw())));
    }

    @GetMapping("/v1/notifications/webhooks-events/{id}")
    ResponseEntity<String> event(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.event.get", call -> PayPalReply.ok(events.get(id)));
    }

    @PostMapping("/v1/notifications/webhooks-events/{id}/resend")
    ResponseEntity<String> resend(HttpServletRequest request, @PathVariable String id) {
        return calls.answer(request, "paypal.event.get", call -> new PayPalReply(202, Json.write(events.resend(id))));
    }

    /** Who has signed the certificate of the webhooks' key; what a receiver trusts. */
    @GetMapping("/certs/ca.pem")
    ResponseEntity<String> authority() {
        return ResponseEntity.ok().contentType(PEM).body(key.get().caCertificate());
    }

    /** The certificate of the webhooks' key and, after it, that of its authority. */
    @GetMapping("/certs/{id}.pem")
    ResponseEntity<String> certificate(@PathVariable String id) {
        SigningKey.Kept kept = key.get();
        return kept.id().equals(id)
                ? ResponseEntity.ok().contentType(PEM).body(kept.certificate() + kept.caCertificate())
                : ResponseEntity.notFound().build();
    }
}
