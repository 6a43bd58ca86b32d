package io.medicaledu.scheduling.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.scheduling.api.SlotQuery.FindSlot;
import io.medicaledu.scheduling.api.SlotQuery.FindSlots;
import io.medicaledu.scheduling.api.SlotView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The slots of a course. */
@RestController
@SecurityRequirements
@Tag(name = "Slots")
class SlotQueryController {

    private final Queries queries;

    SlotQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/courses/{courseId}/slots")
    @Operation(summary = "List the slots of a course, by start time")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "404", description = "not-found")
    Page<SlotView> slots(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable UUID courseId,
            @Parameter(example = "2027-01-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(example = "2027-02-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Only those that can be booked now; by the caller, if signed in")
                    @RequestParam(defaultValue = "false")
                    boolean available,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindSlots(courseId, from, to, available, caller, new PageRequest(limit, cursor)), SlotView.class);
    }

    @GetMapping("/api/slots/{slotId}")
    @Operation(summary = "Read a slot")
    @ApiResponse(responseCode = "200", description = "The slot")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<SlotView> slot(@AuthenticationPrincipal @Nullable Caller caller, @PathVariable UUID slotId) {
        SlotView slot = queries.ask(new FindSlot(slotId, caller), SlotView.class);
        return ETags.ok(slot, slot.version());
    }
}
