package io.medicaledu.identity.query;

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
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code users} and {@code user_sessions}. */
@Component
@ProcessingGroup("users")
class UserProjection {

    private final EntityManager entities;

    UserProjection(EntityManager entities) {
        this.entities = entities;
    }

    @EventHandler
    void on(UserRegistered event, @Timestamp Instant at, @SequenceNumber long version) {
        UserRow row = new UserRow(event.userId(), at);
        row.email = event.email().value();
        row.displayName = event.displayName().value();
        row.role = (short) event.role().ordinal();
        row.timeZone = event.timeZone().getId();
        row.isActive = true;
        row.notificationChannels = "[\"InApp\",\"Email\"]";
        row.updatedAt = at;
        row.version = version;
        entities.persist(row);
    }

    @EventHandler
    void on(UserProfileChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {
            row.displayName = event.displayName().value();
            row.timeZone = event.timeZone().getId();
            row.phone = event.phone() == null ? null : event.phone().value();
        });
    }

    @EventHandler
    void on(UserRoleChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(
                event.userId(),
                at,
                version,
                row -> row.role = (short) event.role().ordinal());
    }

    @EventHandler
    void on(CalendarLinkIssued event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.calendarTokenHash = event.tokenHash());
    }

    @EventHandler
    void on(CalendarLinkRevoked event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.calendarTokenHash = null);
    }

    @EventHandler
    void on(UserActivated event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.isActive = true);
    }

    @EventHandler
    void on(UserDeactivated event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.isActive = false);
        endSessions(event.userId());
    }

    @EventHandler
    void on(UserDeleted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {
            row.deletedAt = event.deletedAt();
            row.isActive = false;
        });
        // Before somebody else is inserted with the address, which Hibernate would do first.
        entities.flush();
        endSessions(event.userId());
    }

    @EventHandler
    void on(UserLoggedIn event, @Timestamp Instant at, @SequenceNumber long version, MetaData metaData) {
        change(event.userId(), at, version, row -> {
            row.lastLoginAt = event.loggedInAt();
            row.failedLoginAttempts = 0;
            row.lockedUntil = null;
        });
        UserSessionRow session = new UserSessionRow(event.sessionId(), event.userId(), event.sessionTokenHash());
        session.ipAddress = text(metaData, MetaDataKeys.IP_ADDRESS);
        session.userAgent = text(metaData, MetaDataKeys.USER_AGENT);
        session.isActive = true;
        session.expiresAt = event.expiresAt();
        session.lastActivityAt = at;
        session.createdAt = at;
        entities.persist(session);
    }

    @EventHandler
    void on(UserLoginFailed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.failedLoginAttempts = event.failedAttempts());
    }

    @EventHandler
    void on(UserLoginRefused event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {});
    }

    @EventHandler
    void on(UserLocked event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.lockedUntil = event.lockedUntil());
    }

    @EventHandler
    void on(UserUnlocked event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {
            row.lockedUntil = null;
            row.failedLoginAttempts = 0;
        });
    }

    @EventHandler
    void on(UserLoggedOut event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {});
        UserSessionRow session = entities.find(UserSessionRow.class, event.sessionId());
        if (session != null) {
            session.isActive = false;
            session.lastActivityAt = at;
        }
    }

    @EventHandler
    void on(NotificationChannelsChosen event, @Timestamp Instant at, @SequenceNumber long version) {
        change(
                event.userId(),
                at,
                version,
                row -> row.notificationChannels = JsonMapper.shared().writeValueAsString(event.channels()));
    }

    @EventHandler
    void on(EmailTokenIssued event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {});
    }

    @EventHandler
    void on(EmailConfirmed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.emailConfirmed = true);
    }

    @EventHandler
    void on(PasswordResetRequested event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {});
    }

    @EventHandler
    void on(PasswordResetTokenIssued event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> row.passwordResetToken = event.tokenHash());
    }

    @EventHandler
    void on(PasswordChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.userId(), at, version, row -> {
            row.passwordResetToken = null;
            row.lockedUntil = null;
            row.failedLoginAttempts = 0;
        });
        endSessions(event.userId());
    }

    private void change(UUID userId, Instant at, long version, Consumer<UserRow> change) {
        UserRow row = entities.find(UserRow.class, userId);
        change.accept(row);
        row.updatedAt = at;
        row.version = version;
    }

    private void endSessions(UUID userId) {
        entities.createQuery("update UserSessionRow s set s.isActive = false where s.userId = :userId")
                .setParameter("userId", userId)
                .executeUpdate();
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }
}
