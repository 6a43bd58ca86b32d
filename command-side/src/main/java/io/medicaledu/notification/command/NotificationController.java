package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.kernel.outbound.TargetGuard;
import io.medicaledu.notification.api.AnnouncementCommand.MakeAnnouncement;
import io.medicaledu.notification.api.NotificationCommand.MarkAllRead;
import io.medicaledu.notification.api.NotificationCommand.MarkRead;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Marking notifications as read, announcements, and where web push goes. */
@RestController
@Tag(name = "Notifications")
class NotificationController {

    private final Commands commands;
    private final PushSubscriptions subscriptions;
    private final TargetGuard targets;
    private final Clock clock;

    NotificationController(Commands commands, PushSubscriptions subscriptions, TargetGuard targets, Clock clock) {
        this.commands = commands;
        this.subscriptions = subscriptions;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * @param role missing: everybody
     * @param scheduledFor missing: at once
     */
    record NewAnnouncement(
            @Schema(example = "Maintenance on Sunday") @NotBlank @Size(max = 200)
            String title,

            @Schema(example = "The platform will be away from 02:00 to 03:00 UTC.") @NotBlank @Size(max = 5_000)
            String message,

            @Nullable UserRole role,
            @Nullable Instant scheduledFor) {}

    /** The id of the announcement. */
    record Announced(UUID announcementId) {}

    /** As a browser's {@code PushSubscription.toJSON()} writes it. */
    record NewSubscription(
            @Schema(example = "https://push.example.org/abc") @NotNull @Pattern(regexp = "https://\\S{1,2000}")
            String endpoint,

            @Nullable Long expirationTime,
            @NotNull @Valid Keys keys) {

        /** Base64url, without padding. */
        record Keys(
                @Schema(
                        example =
                                "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM")
                @NotNull
                @Pattern(regexp = "[A-Za-z0-9_-]{80,100}")
                String p256dh,

                @Schema(example = "tBHItJI5svbpez7KI4CCXg") @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{20,30}")
                String auth) {}
    }

    @PutMapping("/api/notifications/{notificationId}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark a notification as read")
    @ApiResponse(responseCode = "204", description = "Marked")
    @ApiResponse(responseCode = "404", description = "not-found")
    void read(@PathVariable UUID notificationId) {
        commands.send(new MarkRead(notificationId));
    }

    @PutMapping("/api/notifications/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark all notifications as read")
    @ApiResponse(responseCode = "204", description = "Marked")
    void readAll(@AuthenticationPrincipal Caller caller) {
        boolean more = true;
        while (more) {
            more = commands.ask(new MarkAllRead(caller.userId()), Boolean.class);
        }
    }

    @PostMapping("/api/announcements")
    @RolesAllowed("Admin")
    @Operation(summary = "Tell everybody, or everybody of a role", description = "At once, or at a later time.")
    @ApiResponse(responseCode = "201", description = "Announced")
    @ApiResponse(responseCode = "400", description = "validation")
    ResponseEntity<Announced> announce(@Valid @RequestBody NewAnnouncement request) {
        if (request.scheduledFor() != null && !request.scheduledFor().isAfter(clock.instant())) {
            throw Problem.invalid("scheduledFor", "must be in the future");
        }
        UUID id = commands.ask(
                new MakeAnnouncement(
                        Ids.next(), request.title(), request.message(), request.role(), request.scheduledFor()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/announcements/" + id)).body(new Announced(id));
    }

    @PostMapping("/api/notifications/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Subscribe this browser to web push",
            description = "With the Push channel chosen in the profile.")
    @ApiResponse(responseCode = "204", description = "Subscribed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "422", description = "target-not-allowed: not on the internet")
    void subscribe(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewSubscription request) {
        requireUrl(request.endpoint());
        targets.require(request.endpoint());
        subscriptions.add(
                caller.userId(),
                request.endpoint(),
                request.keys().p256dh(),
                request.keys().auth());
    }

    private static void requireUrl(String endpoint) {
        try {
            if (URI.create(endpoint).getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like one without a host.
        }
        throw Problem.invalid("endpoint", "must be an https URL");
    }

    @DeleteMapping("/api/notifications/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End web push on all browsers")
    @ApiResponse(responseCode = "204", description = "Ended")
    void unsubscribe(@AuthenticationPrincipal Caller caller) {
        subscriptions.removeAll(caller.userId());
    }
}
