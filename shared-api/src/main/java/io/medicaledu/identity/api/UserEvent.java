package io.medicaledu.identity.api;

import io.medicaledu.access.api.RefusalReason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a user. Password hashes and tokens are never part of it. */
public sealed interface UserEvent {

    UUID userId();

    @Revision("1")
    record UserRegistered(UUID userId, EmailAddress email, PersonName displayName, UserRole role, ZoneId timeZone)
            implements UserEvent {}

    @Revision("1")
    record UserProfileChanged(
            UUID userId,
            PersonName displayName,
            ZoneId timeZone,
            @Nullable PhoneNumber phone) implements UserEvent {}

    @Revision("1")
    record UserRoleChanged(UUID userId, UserRole role) implements UserEvent {}

    @Revision("1")
    record UserActivated(UUID userId) implements UserEvent {}

    /** @param endsBookings whether the user's own bookings are cancelled */
    @Revision("2")
    record UserDeactivated(UUID userId, boolean endsBookings) implements UserEvent {}

    @Revision("1")
    record UserDeleted(UUID userId, Instant deletedAt) implements UserEvent {}

    /**
     * A session began.
     *
     * @param sessionTokenHash SHA-256 (hex) of the 256-bit random token; it cannot be turned back into the token
     */
    @Revision("1")
    record UserLoggedIn(UUID userId, UUID sessionId, String sessionTokenHash, Instant loggedInAt, Instant expiresAt)
            implements UserEvent {}

    @Revision("1")
    record UserLoginFailed(UUID userId, int failedAttempts) implements UserEvent {}

    /**
     * Somebody tried to log in to an account that is locked, deactivated or deleted. Beyond a number an hour such attempts
     * are only counted.
     *
     * @param reason {@code Locked} or {@code Inactive}
     */
    @Revision("1")
    record UserLoginRefused(UUID userId, RefusalReason reason) implements UserEvent {}

    @Revision("1")
    record UserLocked(UUID userId, Instant lockedUntil) implements UserEvent {}

    @Revision("1")
    record UserUnlocked(UUID userId) implements UserEvent {}

    @Revision("1")
    record UserLoggedOut(UUID userId, UUID sessionId) implements UserEvent {}

    @Revision("1")
    record NotificationChannelsChosen(UUID userId, Set<Channel> channels) implements UserEvent {}

    /** @param tokenHash SHA-256 (hex) of a 256-bit random token */
    @Revision("1")
    record EmailTokenIssued(UUID userId, String tokenHash, Instant expiresAt) implements UserEvent {}

    /**
     * The user's calendar can be read with a secret link; an earlier one is void.
     *
     * @param tokenHash SHA-256 (hex) of a 256-bit random token
     */
    @Revision("1")
    record CalendarLinkIssued(UUID userId, String tokenHash) implements UserEvent {}

    @Revision("1")
    record CalendarLinkRevoked(UUID userId) implements UserEvent {}

    @Revision("1")
    record EmailConfirmed(UUID userId, Instant confirmedAt) implements UserEvent {}

    @Revision("1")
    record PasswordResetRequested(UUID userId) implements UserEvent {}

    /** @param tokenHash SHA-256 (hex) of a 256-bit random token */
    @Revision("1")
    record PasswordResetTokenIssued(UUID userId, String tokenHash, Instant expiresAt) implements UserEvent {}

    @Revision("1")
    record PasswordChanged(UUID userId, Instant changedAt) implements UserEvent {}
}
