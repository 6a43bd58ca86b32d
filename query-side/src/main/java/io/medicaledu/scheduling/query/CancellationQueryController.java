package io.medicaledu.scheduling.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.scheduling.api.CancellationQuery.FindCancellation;
import io.medicaledu.scheduling.api.CancellationQuery.FindCancelledBookings;
import io.medicaledu.scheduling.api.CancellationQuery.Scope;
import io.medicaledu.scheduling.api.CancellationView;
import io.medicaledu.scheduling.api.CancelledBookingView;
import io.medicaledu.scheduling.api.CancelledBookingView.RefundState;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Progress and outcome of a cancelled slot or series, for its instructor and admins. */
@RestController
@RolesAllowed({"Instructor", "Admin", "Auditor"})
@Tag(name = "Slots")
class CancellationQueryController {

    private final Queries queries;

    CancellationQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/slots/{slotId}/cancellation")
    @Operation(
            summary = "Read how the cancellation of a slot goes on",
            description =
                    "How many bookings have ended and how many refunds have their result. Amounts grow as bookings"
                            + " end; a booking that was not paid counts without a refund.")
    @ApiResponse(responseCode = "200", description = "The progress; final once isComplete")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "404", description = "not-found, also for a slot that was not cancelled")
    CancellationView slot(@AuthenticationPrincipal Caller caller, @PathVariable UUID slotId) {
        return queries.ask(new FindCancellation(Scope.Slot, slotId, caller), CancellationView.class);
    }

    @GetMapping("/api/slots/{slotId}/cancellation/bookings")
    @Operation(
            summary = "List the bookings of a cancelled slot with their refunds",
            description = "Those that held a seat when it was cancelled, in the order of booking.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "404", description = "not-found, also for a slot that was not cancelled")
    Page<CancelledBookingView> slotBookings(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID slotId,
            @Parameter(description = "Only those whose refund stands so", example = "Failed")
                    @RequestParam(required = false)
                    @Nullable
                    RefundState refundState,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return bookings(Scope.Slot, slotId, refundState, caller, new PageRequest(limit, cursor));
    }

    @GetMapping("/api/slot-series/{seriesId}/cancellation")
    @Operation(
            summary = "Read how the cancellation of a series goes on",
            description = "All slots that were cancelled with the series together.")
    @ApiResponse(responseCode = "200", description = "The progress; final once isComplete")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "404", description = "not-found, also for a series that was not cancelled")
    CancellationView series(@AuthenticationPrincipal Caller caller, @PathVariable UUID seriesId) {
        return queries.ask(new FindCancellation(Scope.Series, seriesId, caller), CancellationView.class);
    }

    @GetMapping("/api/slot-series/{seriesId}/cancellation/bookings")
    @Operation(summary = "List the bookings of a cancelled series with their refunds")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "404", description = "not-found, also for a series that was not cancelled")
    Page<CancelledBookingView> seriesBookings(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID seriesId,
            @Parameter(description = "Only those whose refund stands so", example = "Failed")
                    @RequestParam(required = false)
                    @Nullable
                    RefundState refundState,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return bookings(Scope.Series, seriesId, refundState, caller, new PageRequest(limit, cursor));
    }

    private Page<CancelledBookingView> bookings(
            Scope scope, UUID id, @Nullable RefundState refundState, Caller caller, PageRequest page) {
        return queries.page(
                new FindCancelledBookings(scope, id, refundState, caller, page), CancelledBookingView.class);
    }
}
