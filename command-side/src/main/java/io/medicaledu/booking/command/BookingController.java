package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.AcceptMovedSession;
import io.medicaledu.booking.api.BookingCommand.ArrangeMeeting;
import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.CancelBooking;
import io.medicaledu.booking.api.BookingCommand.CancellationResult;
import io.medicaledu.booking.api.BookingCommand.CompleteBooking;
import io.medicaledu.booking.api.BookingCommand.MarkNoShow;
import io.medicaledu.booking.api.BookingCommand.RequestBooking;
import io.medicaledu.booking.api.BookingCommand.RescheduleBooking;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.kernel.limit.GuessLimit;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.HttpUrl;
import io.medicaledu.shared.command.Versions;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requesting, moving, cancelling and closing bookings. */
@RestController
@RequestMapping("/api/bookings")
@Tag(name = "Bookings")
class BookingController {

    private final Commands commands;
    private final GuessLimit guesses;

    BookingController(Commands commands, GuessLimit guesses) {
        this.commands = commands;
        this.guesses = guesses;
    }

    record NewBooking(
            @NotNull UUID slotId,
            @NotNull PaymentProvider provider,

            @Schema(example = "WELCOME10") @Size(max = 50) @Nullable
            String promoCode) {}

    @Schema(name = "BookingCancellation")
    record Cancellation(
            @Schema(example = "I am ill") @Size(max = 500) @Nullable
            String reason) {}

    record NewTime(@NotNull UUID slotId) {}

    record Completion(
            @Schema(example = "Covered all four views") @Size(max = 10_000) @Nullable
            String meetingNotes) {}

    /** What is missing stays as it is, what is null is removed. */
    record Meeting(
            @Schema(example = "https://meet.example.org/echo-1") @HttpUrl
            Edit<String> meetingUrl,

            @Schema(example = "Covered all four views") @Size(max = 10_000)
            Edit<String> meetingNotes) {}

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
                    + " course-not-published, instructor-inactive, too-many-unpaid-bookings")
    @ApiResponse(
            responseCode = "422",
            description = "promo-code-unknown, promo-code-expired, promo-code-exhausted, promo-code-not-applicable,"
                    + " own-slot, payment-provider-unavailable, amount-not-chargeable")
    @ApiResponse(responseCode = "429", description = "rate-limited, after many promo codes that do not exist")
    ResponseEntity<BookingReceipt> book(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewBooking request) {
        RequestBooking command = new RequestBooking(
                Ids.next(), request.slotId(), caller.userId(), request.provider(), request.promoCode());
        BookingReceipt receipt = request.promoCode() == null
                ? commands.ask(command, BookingReceipt.class)
                : guesses.guard(caller.userId(), () -> commands.ask(command, BookingReceipt.class));
        return ResponseEntity.created(URI.create("/api/bookings/" + receipt.bookingId()))
                .body(receipt);
    }

    @PostMapping("/{bookingId}/cancellation")
    @Operation(
            summary = "Cancel a booking",
            description = "A student is refunded by the booking's policy, never more than cancelling before an earlier"
                    + " move would have brought; by instructor or admin it is a full refund.")
    @ApiResponse(
            responseCode = "200",
            description = "Cancelled, with what is being refunded, and what a dispute withholds until it is decided")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "booking-state")
    CancellationResult cancel(
            @PathVariable UUID bookingId, @Valid @RequestBody(required = false) @Nullable Cancellation request) {
        return commands.ask(
                new CancelBooking(bookingId, request == null ? null : request.reason()), CancellationResult.class);
    }

    @PostMapping("/{bookingId}/reschedule")
    @RolesAllowed({"Student", "Admin"})
    @Operation(
            summary = "Move a booking to another slot of the course",
            description = "A new booking, to which what was paid is carried over. A dearer slot is confirmed once the"
                    + " difference is paid (until then the old booking stays); of a cheaper one the difference is"
                    + " refunded, at most what cancelling would bring. The course's rules say how late and how often"
                    + " a student may move a booking; by default as long as cancelling would bring anything.")
    @ApiResponse(responseCode = "201", description = "Moved, or Pending until the difference is paid")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(
            responseCode = "409",
            description = "booking-state, slot-full, slot-closed, overlapping-booking, too-many-unpaid-bookings,"
                    + " instructor-inactive")
    @ApiResponse(
            responseCode = "422",
            description = "other-course, reschedule-too-late, reschedule-limit, amount-not-chargeable")
    ResponseEntity<BookingReceipt> reschedule(@PathVariable UUID bookingId, @Valid @RequestBody NewTime request) {
        BookingReceipt receipt =
                commands.ask(new RescheduleBooking(bookingId, Ids.next(), request.slotId()), BookingReceipt.class);
        return ResponseEntity.created(URI.create("/api/bookings/" + receipt.bookingId()))
                .body(receipt);
    }

    @PostMapping("/{bookingId}/acceptance")
    @RolesAllowed({"Student", "Admin"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Accept the new time of a session that the school has moved",
            description = "Until decideUntil of the booking a student may also cancel, or move to another slot, with"
                    + " everything back. Who says nothing has accepted.")
    @ApiResponse(responseCode = "204", description = "Accepted")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "booking-state")
    void accept(@PathVariable UUID bookingId) {
        commands.send(new AcceptMovedSession(bookingId));
    }

    @PostMapping("/{bookingId}/completion")
    @RolesAllowed({"Instructor", "Admin"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark a session as held", description = "Once it has begun; happens by itself a day after it.")
    @ApiResponse(responseCode = "204", description = "Completed")
    @ApiResponse(responseCode = "409", description = "booking-state")
    void complete(@PathVariable UUID bookingId, @Valid @RequestBody(required = false) @Nullable Completion request) {
        commands.send(new CompleteBooking(bookingId, request == null ? null : request.meetingNotes()));
    }

    @PostMapping("/{bookingId}/no-show")
    @RolesAllowed({"Instructor", "Admin"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark that the student did not come", description = "Once the session has begun.")
    @ApiResponse(responseCode = "204", description = "Marked")
    @ApiResponse(responseCode = "409", description = "booking-state")
    void noShow(@PathVariable UUID bookingId) {
        commands.send(new MarkNoShow(bookingId));
    }

    @PutMapping("/{bookingId}/meeting")
    @RolesAllowed({"Instructor", "Admin"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say where the session takes place, and what came of it",
            description = "Seen by student and instructor only. What is missing stays as it is.")
    @ApiResponse(responseCode = "204", description = "Arranged")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "409", description = "booking-state")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void arrangeMeeting(
            @PathVariable UUID bookingId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Meeting request) {
        commands.send(
                new ArrangeMeeting(bookingId, request.meetingUrl(), request.meetingNotes()), Versions.ifMatch(ifMatch));
    }
}
