package io.medicaledu.identity.api;

import io.medicaledu.shared.Edit;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. Passwords and tokens travel outside of commands and events. */
public sealed interface UserCommand {

    UUID userId();

    /** @throws io.medicaledu.shared.Problem {@code email-taken} */
    record RegisterUser(
            @TargetAggregateIdentifier UUID userId,
            EmailAddress email,
            PersonName displayName,
            UserRole role,
            ZoneId timeZone,
            @Nullable String passwordHash)
            implements UserCommand {

        @Override
        public String toString() {
            return "RegisterUser[userId=" + userId + ", role=" + role + "]";
        }
    }

    /**
     * Changes what users say of themselves, and by which channels notifications come.
     *
     * @throws io.medicaledu.shared.Problem {@code validation} if what a user always has is to be removed
     */
    record ChangeProfile(
            @TargetAggregateIdentifier UUID userId,
            Edit<PersonName> displayName,
            Edit<ZoneId> timeZone,
            Edit<PhoneNumber> phone,
            Edit<Set<Channel>> channels)
            implements UserCommand {}

    /**
     * Gives the user another role, or ends or reopens the account.
     *
     * @param active false ends every session of the user
     * @param leaving what becomes of what is booked, if the user stops teaching or the account ends
     * @throws io.medicaledu.shared.Problem {@code last-admin}, {@code instructor-has-bookings}, {@code not-an-instructor},
     *     {@code slot-overlap}
     */
    record ChangeAccount(
            @TargetAggregateIdentifier UUID userId, Edit<UserRole> role, Edit<Boolean> active, Leaving leaving)
            implements UserCommand {}

    /**
     * Soft delete; ends every session of the user.
     *
     * @param leaving what becomes of what is booked
     * @throws io.medicaledu.shared.Problem as {@link ChangeAccount}
     */
    record DeleteUser(@TargetAggregateIdentifier UUID userId, Leaving leaving) implements UserCommand {}

    /** Answers with {@link LoginResult}; a wrong password is an event too and therefore no exception. */
    record LogIn(
            @TargetAggregateIdentifier UUID userId, UUID sessionId, String sessionTokenHash, boolean passwordMatches)
            implements UserCommand {

        @Override
        public String toString() {
            return "LogIn[userId=" + userId + ", passwordMatches=" + passwordMatches + "]";
        }
    }

    record LogOut(@TargetAggregateIdentifier UUID userId, UUID sessionId) implements UserCommand {}

    record UnlockUser(@TargetAggregateIdentifier UUID userId) implements UserCommand {}

    /** A token for {@link ConfirmEmail} is on its way; only its hash is kept. */
    record IssueEmailToken(@TargetAggregateIdentifier UUID userId, String tokenHash) implements UserCommand {
        @Override
        public String toString() {
            return "IssueEmailToken[userId=" + userId + "]";
        }
    }

    /** A new secret link to the user's calendar; an earlier one is void. Only the token's hash is kept. */
    record IssueCalendarLink(@TargetAggregateIdentifier UUID userId, String tokenHash) implements UserCommand {
        @Override
        public String toString() {
            return "IssueCalendarLink[userId=" + userId + "]";
        }
    }

    record RevokeCalendarLink(@TargetAggregateIdentifier UUID userId) implements UserCommand {}

    /** @throws io.medicaledu.shared.Problem {@code token-invalid} */
    record ConfirmEmail(@TargetAggregateIdentifier UUID userId, String tokenHash) implements UserCommand {
        @Override
        public String toString() {
            return "ConfirmEmail[userId=" + userId + "]";
        }
    }

    /** Somebody says that the password is forgotten. */
    record RequestPasswordReset(@TargetAggregateIdentifier UUID userId) implements UserCommand {}

    /** A token for {@link ResetPassword} is on its way; only its hash is kept. */
    record IssuePasswordResetToken(
            @TargetAggregateIdentifier UUID userId, String tokenHash) implements UserCommand {
        @Override
        public String toString() {
            return "IssuePasswordResetToken[userId=" + userId + "]";
        }
    }

    /**
     * Sets a new password, unlocks the account and ends every session.
     *
     * @throws io.medicaledu.shared.Problem {@code token-invalid}
     */
    record ResetPassword(@TargetAggregateIdentifier UUID userId, String tokenHash, String passwordHash)
            implements UserCommand {
        @Override
        public String toString() {
            return "ResetPassword[userId=" + userId + "]";
        }
    }
}
