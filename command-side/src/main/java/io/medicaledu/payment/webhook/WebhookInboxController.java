package io.medicaledu.payment.webhook;

import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What providers told us, and what became of it. */
@RestController
@RequestMapping("/api/webhook-inbox")
@RolesAllowed("Admin")
@Tag(name = "Webhooks")
class WebhookInboxController {

    private static final int MAX_LIMIT = 100;

    private final WebhookInbox inbox;
    private final WebhookWorker worker;

    WebhookInboxController(WebhookInbox inbox, WebhookWorker worker) {
        this.inbox = inbox;
        this.worker = worker;
    }

    /** A page, newest first. */
    record Entries(List<WebhookInbox.Entry> items, @Nullable String nextCursor) {}

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List webhooks", description = "Look for Unmatched and Parked ones.")
    @ApiResponse(responseCode = "200", description = "A page")
    Entries list(
            @RequestParam(required = false) WebhookInbox.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", "must be 1 to 100");
        }
        List<WebhookInbox.Entry> items = inbox.list(state, cursor, limit);
        return new Entries(
                items, items.size() < limit ? null : items.getLast().id().toString());
    }

    @PostMapping("/{webhookId}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Try a webhook again")
    @ApiResponse(responseCode = "204", description = "Queued")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "webhook-state")
    void retry(@PathVariable UUID webhookId) {
        inbox.retryNow(webhookId);
        worker.wake();
    }
}
