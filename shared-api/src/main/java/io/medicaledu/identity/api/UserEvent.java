package io.medicaledu.identity.api;

import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a user. Password hashes and tokens are never part of it. */
public sealed interface UserEvent {

    /** The user. */
    UUID userId();

    /**
     * Somebody has an account: by registering, or because an admin made it.
     *
     * @param email in its one form: lower case, the domain in Punycode
     * @param displayName by which others see the user
     * @param role what the user may do
     * @param timeZone IANA time zone of the user
     */
    @Revision("1")
    record UserRegistered(
            UUID userId,
            EmailAddress email,
            PersonName displayName,
            UserRole role,
            @PersonalData ZoneId timeZone) implements UserEvent {}

    /**
     * The user has changed what they say of themselves; what did not change is told as well.
     *
     * @param displayName by which others see the user
     * @param timeZone IANA time zone of the user
     * @param phone null if there is none
     */
    @Revision("1")
    record UserProfileChanged(
            UUID userId,
            PersonName displayName,
            @PersonalData ZoneId timeZone,
            @Nullable PhoneNumber phone) implements UserEvent {}

    /**
     * An admin has given the user another role.
     *
     * @param role the new one
     */
    @Revision("1")
    record UserRoleChanged(UUID userId, UserRole role) implements UserEvent {}

    /** An admin has reopened the account. */
    @Revision("1")
    record UserActivated(UUID userId) implements UserEvent {}

    /**
     * An admin has closed the account; all sessions have ended.
     *
     * @param endsBookings whether the user's own bookings are cancelled
     */
    @Revision("2")
    record UserDeactivated(UUID userId, boolean endsBookings) implements UserEvent {}

    /**
     * The user, or an admin, has deleted the account for good; all sessions have ended.
     *
     * @param deletedAt when
     */
    @Revision("1")
    record UserDeleted(UUID userId, Instant deletedAt) implements UserEvent {}

    /**
     * A session began.
     *
     * @param sessionId the new session
     * @param sessionTokenHash SHA-256 (hex) of the 256-bit random token; it cannot be turned back into the token
     * @param loggedInAt when
     * @param expiresAt when the session ends by itself
     */
    @Revision("1")
    record UserLoggedIn(UUID userId, UUID sessionId, String sessionTokenHash, Instant loggedInAt, Instant expiresAt)
            implements UserEvent {}

    /**
     * Somebody tried to log in with a wrong password.
     *
     * @param failedAttempts wrong passwords in a row, this one included
     */
    @Revision("1")
    record UserLoginFailed(UUID userId, int failedAttempts) implements UserEvent {}

    /**
     * Somebody tried to log in to an account that is locked, deactivated or deleted. Beyond a number an hour such
     * attempts are only counted.
     *
     * @param reason {@code Locked} or {@code Inactive}
     */
    @Revision("1")
    record UserLoginRefused(UUID userId, RefusalReason reason) implements UserEvent {}

    /**
     * Too many wrong passwords in a row: nobody can log in for a time, not even with the right one.
     *
     * @param lockedUntil when the lock ends by itself
     */
    @Revision("1")
    record UserLocked(UUID userId, Instant lockedUntil) implements UserEvent {}

    /** An admin has taken the lock away. */
    @Revision("1")
    record UserUnlocked(UUID userId) implements UserEvent {}

    /**
     * The user has ended a session.
     *
     * @param sessionId the session that has ended
     */
    @Revision("1")
    record UserLoggedOut(UUID userId, UUID sessionId) implements UserEvent {}

    /**
     * The user has chosen by which ways notifications come.
     *
     * @param channels all that were chosen
     */
    @Revision("1")
    record NotificationChannelsChosen(UUID userId, Set<Channel> channels) implements UserEvent {}

    /**
     * A code that confirms the e-mail address is on its way to the user; an earlier one is void.
     *
     * @param tokenHash SHA-256 (hex) of a 256-bit random token
     * @param expiresAt until when it is good
     */
    @Revision("1")
    record EmailTokenIssued(UUID userId, String tokenHash, Instant expiresAt) implements UserEvent {}

    /**
     * The user's calendar can be read with a secret link; an earlier one is void.
     *
     * @param tokenHash SHA-256 (hex) of a 256-bit random token
     */
    @Revision("1")
    record CalendarLinkIssued(UUID userId, String tokenHash) implements UserEvent {}

    /** The user has taken the secret link to the calendar back. */
    @Revision("1")
    record CalendarLinkRevoked(UUID userId) implements UserEvent {}

    /**
     * The user has proven to read the e-mail address.
     *
     * @param confirmedAt when
     */
    @Revision("1")
    record EmailConfirmed(UUID userId, Instant confirmedAt) implements UserEvent {}

    /** Somebody says that the password is forgotten. */
    @Revision("1")
    record PasswordResetRequested(UUID userId) implements UserEvent {}

    /**
     * A code for a new password is on its way to the user; an earlier one is void.
     *
     * @param tokenHash SHA-256 (hex) of a 256-bit random token
     * @param expiresAt until when it is good
     */
    @Revision("1")
    record PasswordResetTokenIssued(UUID userId, String tokenHash, Instant expiresAt) implements UserEvent {}

    /**
     * The user has set a new password; the account is unlocked, and all sessions have ended.
     *
     * @param changedAt when
     */
    @Revision("1")
    record PasswordChanged(UUID userId, Instant changedAt) implements UserEvent {}
}
