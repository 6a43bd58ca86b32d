package io.medicaledu.audit.query;

import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.UserEvent;
import io.medicaledu.identity.api.UserEvent.CalendarLinkIssued;
import io.medicaledu.identity.api.UserEvent.CalendarLinkRevoked;
import io.medicaledu.identity.api.UserEvent.EmailConfirmed;
import io.medicaledu.identity.api.UserEvent.EmailTokenIssued;
import io.medicaledu.identity.api.UserEvent.NotificationChannelsChosen;
import io.medicaledu.identity.api.UserEvent.PasswordChanged;
import io.medicaledu.identity.api.UserEvent.PasswordResetRequested;
import io.medicaledu.identity.api.UserEvent.PasswordResetTokenIssued;
import io.medicaledu.identity.api.UserEvent.UserActivated;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserDeleted;
import io.medicaledu.identity.api.UserEvent.UserLocked;
import io.medicaledu.identity.api.UserEvent.UserLoggedIn;
import io.medicaledu.identity.api.UserEvent.UserLoggedOut;
import io.medicaledu.identity.api.UserEvent.UserLoginFailed;
import io.medicaledu.identity.api.UserEvent.UserLoginRefused;
import io.medicaledu.identity.api.UserEvent.UserProfileChanged;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.identity.api.UserEvent.UserRoleChanged;
import io.medicaledu.identity.api.UserEvent.UserUnlocked;
import io.medicaledu.shared.MetaDataKeys;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;

/** What events of users do to {@code users} and {@code user_sessions}. */
final class UserChanges {

    private UserChanges() {}

    /** @param message of the event: when it was, and from where somebody has logged in */
    static List<RowChange> of(UserEvent event, DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        MetaData metaData = message.getMetaData();
        return switch (event) {
            case UserRegistered e ->
                List.of(user(e).set("email", e.email().value())
                        .set("emailConfirmed", false)
                        .set("displayName", e.displayName().value())
                        .set("role", e.role())
                        .set("timeZone", e.timeZone().getId())
                        .set("isActive", true)
                        .set("notificationChannels", List.of(Channel.InApp, Channel.Email))
                        .set("failedLoginAttempts", 0));
            case UserProfileChanged e ->
                List.of(user(e).set("displayName", e.displayName().value())
                        .set("timeZone", e.timeZone().getId())
                        .set("phone", e.phone() == null ? null : e.phone().value()));
            case UserRoleChanged e -> List.of(user(e).set("role", e.role()));
            case UserActivated e -> List.of(user(e).set("isActive", true));
            case UserDeactivated e -> List.of(user(e).set("isActive", false).endingChildren());
            case UserDeleted e ->
                List.of(user(e).set("deletedAt", e.deletedAt())
                        .set("isActive", false)
                        .as(AuditActionType.Delete)
                        .endingChildren());
            case UserLoggedIn e ->
                List.of(
                        unlocked(user(e)).set("lastLoginAt", e.loggedInAt()).as(AuditActionType.Login),
                        new RowChange("UserSession", e.sessionId())
                                .under(e.userId())
                                .set("userId", e.userId())
                                .set("ipAddress", metaData.get(MetaDataKeys.IP_ADDRESS))
                                .set("userAgent", metaData.get(MetaDataKeys.USER_AGENT))
                                .set("isActive", true)
                                .set("expiresAt", e.expiresAt())
                                .set("lastActivityAt", at));
            case UserLoggedOut e ->
                List.of(new RowChange("UserSession", e.sessionId())
                        .set("isActive", false)
                        .set("lastActivityAt", at)
                        .as(AuditActionType.Logout));
            case UserLoginFailed e ->
                List.of(
                        user(e).set("failedLoginAttempts", e.failedAttempts()),
                        AccessChanges.ofAccount(message, e.userId(), RefusalReason.WrongPassword));
            case UserLoginRefused e -> List.of(AccessChanges.ofAccount(message, e.userId(), e.reason()));
            case UserLocked e -> List.of(user(e).set("lockedUntil", e.lockedUntil()));
            case UserUnlocked e -> List.of(unlocked(user(e)));
            case NotificationChannelsChosen e -> List.of(user(e).set("notificationChannels", e.channels()));
            case EmailConfirmed e -> List.of(user(e).set("emailConfirmed", true).as(AuditActionType.EmailConfirmation));
            case PasswordChanged e ->
                List.of(unlocked(user(e)).as(AuditActionType.PasswordReset).endingChildren());
            case EmailTokenIssued ignored -> List.of();
            case PasswordResetRequested ignored -> List.of();
            case PasswordResetTokenIssued ignored -> List.of();
            case CalendarLinkIssued ignored -> List.of();
            case CalendarLinkRevoked ignored -> List.of();
        };
    }

    /** A session that ends with its user's access. */
    static RowChange endOfSession(UUID sessionId) {
        return new RowChange("UserSession", sessionId).set("isActive", false);
    }

    private static RowChange user(UserEvent event) {
        return new RowChange("User", event.userId());
    }

    private static RowChange unlocked(RowChange user) {
        return user.set("lockedUntil", null).set("failedLoginAttempts", 0);
    }
}
