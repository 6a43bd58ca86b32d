package io.medicaledu.sandbox.stripe;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The hosted payment page, as a person sees it in a browser. */
@RestController
@RequestMapping(path = "/sandbox/stripe/checkout/{id}")
class CheckoutPageController {

    private final CheckoutSessions sessions;
    private final StripeStore store;

    CheckoutPageController(CheckoutSessions sessions, StripeStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String id, @RequestParam(required = false) @Nullable String error) {
        Session session = store.session(id);
        return html(HttpStatus.OK, CheckoutPage.of(session, error == null ? null : CheckoutPage.declined(error)));
    }

    @PostMapping("/pay")
    ResponseEntity<String> pay(@PathVariable String id, @RequestParam(defaultValue = "") String card) {
        CheckoutSessions.Attempt attempt = sessions.pay(id, card.replaceAll("[\\s-]", ""));
        Session session = attempt.session();
        return switch (attempt.result()) {
            case PAID -> redirect(successUrl(session));
            case DECLINED -> redirect("/sandbox/stripe/checkout/" + session.id() + "?error=" + attempt.declineCode());
            case UNKNOWN_CARD ->
                html(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        CheckoutPage.of(session, "This is none of the test card numbers below."));
            case NOT_OPEN -> html(HttpStatus.CONFLICT, CheckoutPage.of(session, null));
        };
    }

    @ExceptionHandler
    ResponseEntity<String> handle(StripeException e) {
        return html(HttpStatus.valueOf(e.status()), CheckoutPage.message("Not found", String.valueOf(e.getMessage())));
    }

    private static String successUrl(Session session) {
        String url = session.successUrl();
        return url == null
                ? "/sandbox/stripe/checkout/" + session.id()
                : url.replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    private static ResponseEntity<String> redirect(String url) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(url))
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_HTML).body(page);
    }
}
