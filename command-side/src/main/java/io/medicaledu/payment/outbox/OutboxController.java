package io.medicaledu.payment.outbox;

import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calls to payment providers that have not come to their end. */
@RestController
@RequestMapping("/api/outbox")
@RolesAllowed("Admin")
@Tag(name = "Outbox")
class OutboxController {

    private static final int MAX_LIMIT = 100;

    private final OutboxEntries entries;
    private final OutboxWorker worker;
    private final GivingUpRefunds givingUp;

    OutboxController(OutboxEntries entries, OutboxWorker worker, GivingUpRefunds givingUp) {
        this.entries = entries;
        this.worker = worker;
        this.givingUp = givingUp;
    }

    /** A page, the oldest first. */
    record Entries(
            List<OutboxEntries.Entry> items, @Nullable String nextCursor) {}

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(
            summary = "List provider calls that are under way",
            description = "Unknown: the provider may have carried the call out. Parked: look at lastError.")
    @ApiResponse(responseCode = "200", description = "A page")
    Entries list(
            @RequestParam(required = false) OutboxEntries.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", "must be 1 to 100");
        }
        List<OutboxEntries.Entry> items =
                entries.list(state, cursor == null ? null : OutboxEntries.Position.parse(cursor), limit);
        return new Entries(
                items, items.size() < limit ? null : items.getLast().position().toString());
    }

    @PostMapping("/{callId}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make a provider call now", description = "With the same idempotency key as before.")
    @ApiResponse(responseCode = "204", description = "Queued")
    @ApiResponse(responseCode = "404", description = "not-found")
    void retry(@PathVariable UUID callId) {
        entries.retryNow(callId);
        worker.wake();
    }

    /** How a person knows that the refund was not made. */
    record Abandonment(
            @Schema(example = "Not in PayPal's account, looked on 2 March") @NotBlank
            String reason) {}

    @PostMapping("/{callId}/abandonment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Give up a refund that was not made",
            description = "For a refund whose outcome the provider does not tell, once somebody has looked there. "
                    + "It has failed then; its amount can be refunded again.")
    @ApiResponse(responseCode = "204", description = "The refund has failed")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "payment-state: no refund, or not in doubt")
    @ApiResponse(responseCode = "422", description = "validation")
    void giveUp(@PathVariable UUID callId, @Valid @RequestBody Abandonment abandonment) {
        givingUp.giveUp(callId, abandonment.reason());
    }
}
