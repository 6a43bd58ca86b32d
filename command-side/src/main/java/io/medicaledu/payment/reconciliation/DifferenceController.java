package io.medicaledu.payment.reconciliation;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The differences that comparisons have found, and what is done about them. */
@RestController
@RequestMapping(ReconciliationController.PATH)
@RolesAllowed("Admin")
@Tag(name = "Reconciliation")
class DifferenceController {

    private static final int MAX_NOTE = 500;

    private final Runs runs;
    private final Differences differences;
    private final Repairs repairs;

    DifferenceController(Runs runs, Differences differences, Repairs repairs) {
        this.runs = runs;
        this.differences = differences;
        this.repairs = repairs;
    }

    record Repair(
            @Schema(example = "The webhook endpoint was down") @Size(max = MAX_NOTE) @Nullable
            String note) {}

    record Dismissal(
            @Schema(example = "Belongs to the former account") @NotBlank @Size(max = MAX_NOTE)
            String reason) {}

    @GetMapping("/{runId}/differences")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List what a comparison has found", description = "With the state that it is in now.")
    @ApiResponse(responseCode = "200", description = "A page, newest first")
    @ApiResponse(responseCode = "404", description = "not-found")
    Page<DifferenceView> ofRun(
            @PathVariable UUID runId,
            @RequestParam(required = false) Difference.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return page(runs.get(runId).id(), state, new PageRequest(limit, cursor));
    }

    @GetMapping("/differences")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List the differences of all comparisons", description = "state=Open is what is to be done.")
    @ApiResponse(responseCode = "200", description = "A page, newest first")
    Page<DifferenceView> all(
            @RequestParam(required = false) Difference.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return page(null, state, new PageRequest(limit, cursor));
    }

    private Page<DifferenceView> page(@Nullable UUID runId, Difference.@Nullable State state, PageRequest page) {
        List<Difference> items = differences.list(runId, state, Cursors.parse(page.cursor()), page.limit());
        return new Page<>(
                items.stream().map(DifferenceView::of).toList(),
                items.size() < page.limit() ? null : Cursors.of(items.getLast().number()));
    }

    @GetMapping("/differences/{differenceId}")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read a difference")
    @ApiResponse(responseCode = "200", description = "The difference")
    @ApiResponse(responseCode = "404", description = "not-found")
    DifferenceView get(@PathVariable UUID differenceId) {
        return DifferenceView.of(differences.get(differenceId));
    }

    @PostMapping("/differences/{differenceId}/repair")
    @Operation(
            summary = "Carry out what is suggested",
            description = "Records what the lost webhook would have told, in your name. Repeated, it changes nothing.")
    @ApiResponse(responseCode = "200", description = "The difference, repaired")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "reconciliation-state, payment-state")
    @ApiResponse(responseCode = "422", description = "payment-provider-unavailable")
    DifferenceView repair(
            @PathVariable UUID differenceId, @Valid @RequestBody(required = false) @Nullable Repair request) {
        return DifferenceView.of(repairs.repair(differenceId, request == null ? null : request.note()));
    }

    @PostMapping("/differences/{differenceId}/dismissal")
    @Operation(
            summary = "Leave a difference as it is",
            description = "For what a person has looked into. It is not opened again as long as it is the same.")
    @ApiResponse(responseCode = "200", description = "The difference, dismissed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "reconciliation-state")
    DifferenceView dismiss(@PathVariable UUID differenceId, @Valid @RequestBody Dismissal request) {
        return DifferenceView.of(repairs.dismiss(differenceId, request.reason()));
    }
}
