package io.medicaledu.subscription.command;

import io.medicaledu.kernel.feed.EventFeed;
import io.medicaledu.kernel.outbound.TargetGuard;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.MediaTypes;
import io.medicaledu.subscription.api.PauseReason;
import io.medicaledu.subscription.api.SubscriptionCommand.ChangeSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.CreateSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.DeleteSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.PauseSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.ResumeSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.RewindSubscription;
import io.medicaledu.subscription.command.SubscriptionRequests.Change;
import io.medicaledu.subscription.command.SubscriptionRequests.Created;
import io.medicaledu.subscription.command.SubscriptionRequests.NewSubscription;
import io.medicaledu.subscription.command.SubscriptionRequests.Rewind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the feed is pushed to. */
@RestController
@RequestMapping("/api/subscriptions")
@RolesAllowed("Admin")
@Tag(name = "Subscriptions")
class SubscriptionController {

    private final Commands commands;
    private final Subscriptions subscriptions;
    private final TargetGuard targets;
    private final EventFeed feed;

    SubscriptionController(Commands commands, Subscriptions subscriptions, TargetGuard targets, EventFeed feed) {
        this.commands = commands;
        this.subscriptions = subscriptions;
        this.targets = targets;
        this.feed = feed;
    }

    @PostMapping
    @Operation(
            summary = "Have the event feed pushed to a URL",
            description =
                    "Each event is posted with a signature as Standard Webhooks has it, in order, until it is answered with"
                            + " 2xx. The secret is shown only here.")
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "400", description = "validation: no such type, no secret, a position in the future")
    @ApiResponse(responseCode = "422", description = "target-not-allowed: not https, or not on the internet")
    ResponseEntity<Created> create(@Valid @RequestBody NewSubscription request) {
        List<String> types = SubscriptionRequests.requireTypes(request.types() == null ? List.of() : request.types());
        long position = request.from() == null ? feed.end() : requirePast("from", request.from());
        targets.require(request.url());
        UUID id = commands.ask(
                new CreateSubscription(Ids.next(), request.url(), request.secretOrNew(), types, position), UUID.class);
        return ResponseEntity.created(URI.create("/api/subscriptions/" + id))
                .body(new Created(id, subscriptions.secretOf(id).text()));
    }

    @PatchMapping(
            path = "/{subscriptionId}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change a subscription", description = "What has failed is tried again at once.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "422", description = "target-not-allowed")
    void change(@PathVariable UUID subscriptionId, @Valid @RequestBody Change request) {
        Edit<List<String>> types = request.types().map(SubscriptionRequests::requireTypes);
        if (request.url().value() != null) {
            targets.require(request.url().value());
        }
        commands.send(new ChangeSubscription(subscriptionId, request.url(), types));
    }

    @PostMapping("/{subscriptionId}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Pause a subscription", description = "Nothing is skipped.")
    @ApiResponse(responseCode = "204", description = "Paused")
    @ApiResponse(responseCode = "404", description = "not-found")
    void pause(@PathVariable UUID subscriptionId) {
        commands.send(new PauseSubscription(subscriptionId, PauseReason.Requested));
    }

    @PostMapping("/{subscriptionId}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Go on with a paused subscription", description = "With the event that was not taken.")
    @ApiResponse(responseCode = "204", description = "Resumed")
    @ApiResponse(responseCode = "404", description = "not-found")
    void resume(@PathVariable UUID subscriptionId) {
        commands.send(new ResumeSubscription(subscriptionId));
    }

    @PostMapping("/{subscriptionId}/rewind")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Push events again, or leave some out",
            description = "It goes on after the position. Events that were pushed before have the webhook-id of then.")
    @ApiResponse(responseCode = "204", description = "Set")
    @ApiResponse(responseCode = "400", description = "validation: a position in the future")
    @ApiResponse(responseCode = "404", description = "not-found")
    void rewind(@PathVariable UUID subscriptionId, @Valid @RequestBody Rewind request) {
        commands.send(new RewindSubscription(subscriptionId, requirePast("position", request.position())));
    }

    @DeleteMapping("/{subscriptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a subscription")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "not-found")
    void delete(@PathVariable UUID subscriptionId) {
        commands.send(new DeleteSubscription(subscriptionId));
    }

    private long requirePast(String field, long position) {
        if (position > subscriptions.lastPosition()) {
            throw Problem.invalid(field, "must not be in the future");
        }
        return position;
    }
}
