package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingQuery.FindBookings;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.BookingView;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bookings, for their student, their instructor and admins. */
@RestController
@RequestMapping("/api/bookings")
@Tag(name = "Bookings")
class BookingQueryController {

    private static final int LONGEST_WAIT_SECONDS = 30;

    private final Queries queries;
    private final BookingWaiting waiting;

    BookingQueryController(Queries queries, BookingWaiting waiting) {
        this.queries = queries;
        this.waiting = waiting;
    }

    @GetMapping("/{bookingId}")
    @Operation(
            summary = "Read a booking",
            description =
                    "With wait, answers as soon as it is confirmed, or has ended; a pending one when the time is over, or at once if too many wait already.")
    @ApiResponse(responseCode = "200", description = "The booking")
    @ApiResponse(responseCode = "404", description = "not-found, also for somebody else's booking")
    ResponseEntity<BookingView> booking(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID bookingId,
            @Parameter(description = "Seconds to wait, at most 30", example = "10") @RequestParam(defaultValue = "0")
                    int wait) {
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw Problem.invalid("wait", "must be 0 to 30");
        }
        BookingView booking = waiting.awaitDecision(bookingId, caller, Duration.ofSeconds(wait));
        return ETags.ok(booking, booking.version());
    }

    @GetMapping
    @Operation(
            summary = "List bookings, newest first",
            description = "One's own as a student and as an instructor; all of them for admins.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<BookingView> bookings(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable UUID courseId,
            @RequestParam(required = false) @Nullable UUID slotId,
            @Parameter(example = "2027-01-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(example = "2027-02-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindBookings(status, courseId, slotId, from, to, caller, new PageRequest(limit, cursor)),
                BookingView.class);
    }
}
