package io.medicaledu.sandbox.paypal.web;

import io.medicaledu.sandbox.paypal.Account;
import io.medicaledu.sandbox.paypal.Order;
import io.medicaledu.sandbox.paypal.Orders;
import io.medicaledu.sandbox.paypal.PayPalException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** PayPal's page, where the payer approves or cancels. */
@RestController
@RequestMapping("/sandbox/paypal/checkoutnow/{id}")
class ApprovalPageController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Orders orders;

    ApprovalPageController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String id) {
        Order order = orders.find(id);
        return html(stateOf(order), ApprovalPage.of(order));
    }

    @PostMapping("/approve")
    ResponseEntity<String> approve(@PathVariable String id, @RequestParam(required = false) @Nullable String outcome) {
        Optional<Order.Outcome> chosen = outcome(outcome);
        if (chosen.isEmpty()) {
            return html(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ApprovalPage.message("Unknown outcome", "It is completed, pending or declined."));
        }
        Order order = orders.approve(id, chosen.get());
        if (!order.isOpen()) {
            return html(stateOf(order), ApprovalPage.of(order));
        }
        return back(order, order.returnUrl(), true);
    }

    @PostMapping("/cancel")
    ResponseEntity<String> cancel(@PathVariable String id) {
        Order order = orders.find(id);
        return order.isOpen() ? back(order, order.cancelUrl(), false) : html(stateOf(order), ApprovalPage.of(order));
    }

    private static Optional<Order.Outcome> outcome(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of(Order.Outcome.COMPLETED);
        }
        return Arrays.stream(Order.Outcome.values())
                .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static HttpStatus stateOf(Order order) {
        return switch (order.status()) {
            case CREATED, PAYER_ACTION_REQUIRED, APPROVED -> HttpStatus.OK;
            case COMPLETED -> HttpStatus.CONFLICT;
            case VOIDED -> HttpStatus.GONE;
        };
    }

    private static ResponseEntity<String> back(Order order, @Nullable String url, boolean approved) {
        if (url == null) {
            return html(
                    HttpStatus.OK,
                    ApprovalPage.message(
                            approved ? "Approved" : "Cancelled", "The shop has given no address to go back to."));
        }
        UriComponentsBuilder target = UriComponentsBuilder.fromUriString(url).queryParam("token", order.id());
        if (approved) {
            target.queryParam("PayerID", Account.PAYER_ID);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, target.build().toUriString())
                .build();
    }

    @ExceptionHandler
    ResponseEntity<String> refuse(PayPalException e) {
        return html(HttpStatus.valueOf(e.status()), ApprovalPage.message("Not found", "There is no such order."));
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page);
    }
}
