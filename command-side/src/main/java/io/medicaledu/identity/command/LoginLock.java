package io.medicaledu.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.identity.api.LoginResult;
import io.medicaledu.identity.api.UserCommand.LogIn;
import io.medicaledu.identity.api.UserEvent.PasswordChanged;
import io.medicaledu.identity.api.UserEvent.UserLocked;
import io.medicaledu.identity.api.UserEvent.UserLoggedIn;
import io.medicaledu.identity.api.UserEvent.UserLoginFailed;
import io.medicaledu.identity.api.UserEvent.UserLoginRefused;
import io.medicaledu.identity.api.UserEvent.UserUnlocked;
import io.medicaledu.identity.api.UserRole;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Part of the user: locks the account after too many wrong passwords. */
final class LoginLock {

    private int failedAttempts;
    private @Nullable Instant lockedUntil;

    boolean isSet() {
        return lockedUntil != null;
    }

    /** @param role of the user; null if the account is not active */
    LoginResult attempt(
            LogIn command, @Nullable UserRole role, Instant now, IdentityProperties properties, LoginTraces traces) {
        if (role == null) {
            refuse(command.userId(), RefusalReason.Inactive, traces);
            return new LoginResult.Refused();
        }
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            refuse(command.userId(), RefusalReason.Locked, traces);
            return new LoginResult.Locked(lockedUntil);
        }
        if (!command.passwordMatches()) {
            return fail(command.userId(), now, properties);
        }
        Instant expiresAt = now.plus(properties.sessionLifetime());
        apply(new UserLoggedIn(command.userId(), command.sessionId(), command.sessionTokenHash(), now, expiresAt));
        return new LoginResult.LoggedIn(role, expiresAt);
    }

    private static void refuse(UUID userId, RefusalReason reason, LoginTraces traces) {
        if (traces.mayTell(userId)) {
            apply(new UserLoginRefused(userId, reason));
        }
    }

    private LoginResult fail(UUID userId, Instant now, IdentityProperties properties) {
        apply(new UserLoginFailed(userId, failedAttempts + 1));
        if (failedAttempts < properties.maxFailedLogins()) {
            return new LoginResult.Refused();
        }
        Instant until = now.plus(properties.lockDuration());
        apply(new UserLocked(userId, until));
        return new LoginResult.Locked(until);
    }

    @EventSourcingHandler
    void on(UserLoginFailed event) {
        failedAttempts = event.failedAttempts();
    }

    @EventSourcingHandler
    void on(UserLocked event) {
        lockedUntil = event.lockedUntil();
        failedAttempts = 0;
    }

    @EventSourcingHandler
    void on(UserLoggedIn event) {
        open();
    }

    @EventSourcingHandler
    void on(UserUnlocked event) {
        open();
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        open();
    }

    private void open() {
        lockedUntil = null;
        failedAttempts = 0;
    }
}
