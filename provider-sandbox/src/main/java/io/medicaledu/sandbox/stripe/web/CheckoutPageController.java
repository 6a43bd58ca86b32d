package io.medicaledu.sandbox.stripe.web;

import io.medicaledu.sandbox.stripe.CardPayments;
import io.medicaledu.sandbox.stripe.CheckoutSessions;
import io.medicaledu.sandbox.stripe.Session;
import io.medicaledu.sandbox.stripe.StripeException;
import io.medicaledu.sandbox.stripe.TestCard;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The hosted payment page, as a person sees it in a browser. */
@RestController
@RequestMapping("/sandbox/stripe/checkout/{id}")
class CheckoutPageController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final CheckoutSessions sessions;
    private final CardPayments payments;

    CheckoutPageController(CheckoutSessions sessions, CardPayments payments) {
        this.sessions = sessions;
        this.payments = payments;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String id, HttpServletRequest request) {
        String error = new StripeCall(request).form().find("error").orElse(null);
        Session session = sessions.get(id);
        return html(HttpStatus.OK, CheckoutPage.of(session, session.isOpen() ? text(error) : null));
    }

    private static @Nullable String text(@Nullable String error) {
        if (error == null) {
            return null;
        }
        TestCard card = error.equals("insufficient_funds") ? TestCard.INSUFFICIENT_FUNDS : TestCard.DECLINED;
        return card.message() + " Try another one.";
    }

    @PostMapping("/pay")
    ResponseEntity<String> pay(@PathVariable String id, HttpServletRequest request) {
        String card = new StripeCall(request).form().find("card").orElse("");
        TestCard known = TestCard.of(card).orElse(null);
        if (known == null) {
            return refuseNumber(sessions.get(id));
        }
        CardPayments.Attempt attempt = payments.pay(id, known);
        if (attempt.charge() == null) {
            return refuseState(attempt.session());
        }
        return redirect(known.declineCode() == null ? successUrl(attempt.session()) : tryAgainUrl(id, known));
    }

    private static ResponseEntity<String> refuseNumber(Session session) {
        return session.isOpen()
                ? html(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        CheckoutPage.of(session, "Your card number is not one of the" + " test cards below."))
                : refuseState(session);
    }

    private static ResponseEntity<String> refuseState(Session session) {
        return html(session.isComplete() ? HttpStatus.CONFLICT : HttpStatus.GONE, CheckoutPage.of(session, null));
    }

    private static String successUrl(Session session) {
        return session.successUrl().replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    private static String tryAgainUrl(String id, TestCard card) {
        String error = card == TestCard.INSUFFICIENT_FUNDS ? "insufficient_funds" : "card_declined";
        return "/sandbox/stripe/checkout/" + id + "?error=" + error;
    }

    @ExceptionHandler
    ResponseEntity<String> refuse(StripeException e) {
        return html(
                HttpStatus.valueOf(e.status()),
                CheckoutPage.message(e.status() == 404 ? "Not found" : "Invalid request", e.text()));
    }

    private static ResponseEntity<String> redirect(String url) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, URI.create(url).toASCIIString())
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page);
    }
}
