package io.medicaledu.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.Leaving;
import io.medicaledu.identity.api.LoginResult;
import io.medicaledu.identity.api.PersonName;
import io.medicaledu.identity.api.PhoneNumber;
import io.medicaledu.identity.api.UserCommand.ChangeAccount;
import io.medicaledu.identity.api.UserCommand.ChangeProfile;
import io.medicaledu.identity.api.UserCommand.ConfirmEmail;
import io.medicaledu.identity.api.UserCommand.DeleteUser;
import io.medicaledu.identity.api.UserCommand.IssueCalendarLink;
import io.medicaledu.identity.api.UserCommand.IssueEmailToken;
import io.medicaledu.identity.api.UserCommand.IssuePasswordResetToken;
import io.medicaledu.identity.api.UserCommand.LogIn;
import io.medicaledu.identity.api.UserCommand.LogOut;
import io.medicaledu.identity.api.UserCommand.RegisterUser;
import io.medicaledu.identity.api.UserCommand.RequestPasswordReset;
import io.medicaledu.identity.api.UserCommand.RevokeCalendarLink;
import io.medicaledu.identity.api.UserCommand.UnlockUser;
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
import io.medicaledu.identity.api.UserEvent.UserLoggedOut;
import io.medicaledu.identity.api.UserEvent.UserProfileChanged;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.identity.api.UserEvent.UserRoleChanged;
import io.medicaledu.identity.api.UserEvent.UserUnlocked;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A person with an account. Guards roles and soft deletion; its lock guards the password. */
@Aggregate
class User {

    @AggregateIdentifier
    private UUID userId;

    private PersonName displayName;
    private ZoneId timeZone;
    private @Nullable PhoneNumber phone;
    private UserRole role;
    private Set<Channel> channels = Channel.DEFAULT;
    private boolean active;
    private boolean deleted;
    private boolean hasCalendarLink;

    @AggregateMember
    private final LoginLock lock = new LoginLock();

    private @Nullable OneTimeToken emailToken;
    private @Nullable OneTimeToken passwordToken;

    User(RegisterUser command) {
        apply(new UserRegistered(
                command.userId(), command.email(), command.displayName(), command.role(), command.timeZone()));
    }

    @CommandHandler
    void handle(ChangeProfile command) {
        requireNotDeleted();
        UserProfileChanged changed = new UserProfileChanged(
                userId,
                command.displayName().require("displayName", displayName),
                command.timeZone().require("timeZone", timeZone),
                command.phone().of(phone));
        if (!changed.equals(new UserProfileChanged(userId, displayName, timeZone, phone))) {
            apply(changed);
        }
        Set<Channel> chosen = command.channels().of(channels, Channel.DEFAULT);
        if (!chosen.equals(channels)) {
            apply(new NotificationChannelsChosen(userId, chosen));
        }
    }

    @CommandHandler
    void handle(ChangeAccount command, Administrators administrators, Teaching teaching) {
        requireNotDeleted();
        UserRole newRole = command.role().require("role", role);
        boolean changesRole = newRole != role;
        boolean becomesActive = command.active().require("active", active);
        boolean ends = command.active().given() && !becomesActive;
        if (active && (ends || changesRole)) {
            requireAnotherAdmin(administrators);
        }
        stopTeaching(changesRole || ends, command.leaving(), teaching);
        if (changesRole) {
            apply(new UserRoleChanged(userId, newRole));
        }
        if (ends && active) {
            apply(new UserDeactivated(userId, command.leaving().endsOwnBookings()));
        }
        if (becomesActive && !active) {
            apply(new UserActivated(userId));
        }
    }

    @CommandHandler
    void handle(DeleteUser command, Clock clock, Administrators administrators, Teaching teaching) {
        requireNotDeleted();
        requireAnotherAdmin(administrators);
        stopTeaching(true, command.leaving(), teaching);
        apply(new UserDeleted(userId, clock.instant()));
    }

    private void stopTeaching(boolean leaves, Leaving leaving, Teaching teaching) {
        if (leaves && role == UserRole.Instructor) {
            teaching.end(userId, leaving);
        } else if (leaving.handOverTo() != null) {
            throw Problem.invalid("handOverTo", "is for instructors who leave");
        }
    }

    private void requireAnotherAdmin(Administrators administrators) {
        if (role == UserRole.Admin && active) {
            administrators.requireAnother(userId);
        }
    }

    @CommandHandler
    LoginResult handle(LogIn command, Clock clock, IdentityProperties properties, LoginTraces traces) {
        boolean mayLogIn = active && !deleted;
        return lock.attempt(command, mayLogIn ? role : null, clock.instant(), properties, traces);
    }

    @CommandHandler
    void handle(LogOut command) {
        apply(new UserLoggedOut(userId, command.sessionId()));
    }

    @CommandHandler
    void handle(UnlockUser command) {
        requireNotDeleted();
        if (lock.isSet()) {
            apply(new UserUnlocked(userId));
        }
    }

    @CommandHandler
    void handle(IssueCalendarLink command) {
        requireNotDeleted();
        apply(new CalendarLinkIssued(userId, command.tokenHash()));
    }

    @CommandHandler
    void handle(RevokeCalendarLink command) {
        requireNotDeleted();
        if (hasCalendarLink) {
            apply(new CalendarLinkRevoked(userId));
        }
    }

    @CommandHandler
    void handle(IssueEmailToken command, Clock clock, IdentityProperties properties) {
        requireNotDeleted();
        apply(new EmailTokenIssued(userId, command.tokenHash(), clock.instant().plus(properties.emailTokenLifetime())));
    }

    @CommandHandler
    void handle(ConfirmEmail command, Clock clock) {
        requireNotDeleted();
        OneTimeToken.require(emailToken, command.tokenHash(), clock.instant());
        apply(new EmailConfirmed(userId, clock.instant()));
    }

    @CommandHandler
    void handle(RequestPasswordReset command) {
        requireNotDeleted();
        apply(new PasswordResetRequested(userId));
    }

    @CommandHandler
    void handle(IssuePasswordResetToken command, Clock clock, IdentityProperties properties) {
        requireNotDeleted();
        apply(new PasswordResetTokenIssued(
                userId, command.tokenHash(), clock.instant().plus(properties.passwordTokenLifetime())));
    }

    /** @throws Problem {@code token-invalid} */
    void changePassword(String tokenHash, Instant now) {
        requireNotDeleted();
        OneTimeToken.require(passwordToken, tokenHash, now);
        apply(new PasswordChanged(userId, now));
    }

    private void requireNotDeleted() {
        if (deleted) {
            throw Problem.notFound("user");
        }
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        userId = event.userId();
        displayName = event.displayName();
        timeZone = event.timeZone();
        role = event.role();
        active = true;
    }

    @EventSourcingHandler
    void on(UserProfileChanged event) {
        displayName = event.displayName();
        timeZone = event.timeZone();
        phone = event.phone();
    }

    @EventSourcingHandler
    void on(NotificationChannelsChosen event) {
        channels = event.channels();
    }

    @EventSourcingHandler
    void on(UserRoleChanged event) {
        role = event.role();
    }

    @EventSourcingHandler
    void on(UserActivated event) {
        active = true;
    }

    @EventSourcingHandler
    void on(UserDeactivated event) {
        active = false;
    }

    @EventSourcingHandler
    void on(UserDeleted event) {
        deleted = true;
    }

    @EventSourcingHandler
    void on(CalendarLinkIssued event) {
        hasCalendarLink = true;
    }

    @EventSourcingHandler
    void on(CalendarLinkRevoked event) {
        hasCalendarLink = false;
    }

    @EventSourcingHandler
    void on(EmailTokenIssued event) {
        emailToken = new OneTimeToken(event.tokenHash(), event.expiresAt());
    }

    @EventSourcingHandler
    void on(EmailConfirmed event) {
        emailToken = null;
    }

    @EventSourcingHandler
    void on(PasswordResetTokenIssued event) {
        passwordToken = new OneTimeToken(event.tokenHash(), event.expiresAt());
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        passwordToken = null;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    User() {}
}
