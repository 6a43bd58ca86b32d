package io.medicaledu.payment.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.BookingPaymentView;
import io.medicaledu.payment.api.PaymentQuery.FindPayment;
import io.medicaledu.payment.api.PaymentQuery.FindPayments;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.payment.api.PaymentView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments: of a booking for its parties, all of them for admins. */
@RestController
@Tag(name = "Payments")
class PaymentQueryController {

    private static final int LONGEST_WAIT_SECONDS = 30;

    private final Queries queries;
    private final BookingPaymentPolling polling;

    PaymentQueryController(Queries queries, BookingPaymentPolling polling) {
        this.queries = queries;
        this.polling = polling;
    }

    @GetMapping("/api/bookings/{bookingId}/payment")
    @Operation(
            summary = "Read the payment of a booking",
            description =
                    "With wait, answers as soon as there is a checkoutUrl, or the payment has ended; at once if too many "
                            + "wait already.")
    @ApiResponse(responseCode = "200", description = "The payment")
    @ApiResponse(responseCode = "404", description = "not-found")
    BookingPaymentView payment(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID bookingId,
            @Parameter(description = "Seconds to wait, at most 30", example = "10") @RequestParam(defaultValue = "0")
                    int wait) {
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw Problem.invalid("wait", "must be 0 to 30");
        }
        return polling.await(bookingId, caller, Duration.ofSeconds(wait));
    }

    @GetMapping("/api/payments/{paymentId}")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(
            summary = "Read a payment or a refund",
            description =
                    "disputes lists each of its disputes with what was withdrawn, reinstated and lost; disputeState is"
                            + " Open if one is open, else Lost if money is gone, else Won.")
    @ApiResponse(responseCode = "200", description = "The payment")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<PaymentView> payment(@PathVariable UUID paymentId) {
        PaymentView payment = queries.ask(new FindPayment(paymentId), PaymentView.class);
        return ETags.ok(payment, payment.version());
    }

    @GetMapping("/api/payments")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List payments and refunds, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<PaymentView> payments(
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(required = false) @Nullable UUID bookingId,
            @RequestParam(required = false) @Nullable UUID userId,
            @Parameter(description = "Only those that a person has to look at")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean flagged,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindPayments(status, bookingId, userId, flagged, new PageRequest(limit, cursor)),
                PaymentView.class);
    }
}
