package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.CancelBooking;
import io.medicaledu.booking.api.BookingCommand.CancellationResult;
import io.medicaledu.booking.api.BookingCommand.RequestBooking;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requesting and cancelling bookings. */
@RestController
@RequestMapping("/api/bookings")
@Tag(name = "Bookings")
class BookingController {

    private final Commands commands;

    BookingController(Commands commands) {
        this.commands = commands;
    }

    record NewBooking(
            @NotNull UUID slotId,
            @NotNull PaymentProvider provider,

            @Schema(example = "WELCOME10") @Size(max = 50) @Nullable
            String promoCode) {}

    record Cancellation(
            @Schema(example = "I am ill") @Size(max = 500) @Nullable
            String reason) {}

    @PostMapping
    @RolesAllowed("Student")
    @Operation(
            summary = "Book a slot",
            description = "Holds a seat for 15 minutes. Pay at the checkoutUrl of GET /api/bookings/{id}/payment.")
    @ApiResponse(responseCode = "201", description = "The seat is held; Confirmed at once if nothing is to be paid")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(
            responseCode = "409",
            description = "slot-full, slot-closed, already-booked, overlapping-booking, course-full,"
                    + " course-not-published")
    @ApiResponse(responseCode = "422", description = "payment-provider-unavailable, promo-code-unknown")
    ResponseEntity<BookingReceipt> book(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewBooking request) {
        if (request.promoCode() != null) {
            throw new Problem(ProblemCode.PROMO_CODE_UNKNOWN, "There is no such promo code");
        }
        BookingReceipt receipt = commands.ask(
                new RequestBooking(Ids.next(), request.slotId(), caller.userId(), request.provider()),
                BookingReceipt.class);
        return ResponseEntity.created(URI.create("/api/bookings/" + receipt.bookingId()))
                .body(receipt);
    }

    @PostMapping("/{bookingId}/cancellation")
    @Operation(
            summary = "Cancel a booking",
            description = "A student is refunded by the booking's policy; by instructor or admin it is a full refund.")
    @ApiResponse(responseCode = "200", description = "Cancelled; the refund follows")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "booking-state")
    CancellationResult cancel(
            @PathVariable UUID bookingId, @Valid @RequestBody(required = false) @Nullable Cancellation request) {
        return commands.ask(
                new CancelBooking(bookingId, request == null ? null : request.reason()), CancellationResult.class);
    }
}
