package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserCommand.ResetPassword;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Changes the password together with the event that says so; the hash is in no event. */
@Component
class PasswordReset {

    private final Accounts accounts;
    private final Repository<User> users;
    private final Clock clock;

    PasswordReset(Accounts accounts, Repository<User> userRepository, Clock clock) {
        this.accounts = accounts;
        this.users = userRepository;
        this.clock = clock;
    }

    @CommandHandler
    void handle(ResetPassword command) {
        Aggregates.load(users, command.userId(), "user")
                .execute(user -> user.changePassword(command.tokenHash(), clock.instant()));
        accounts.setPassword(command.userId(), command.passwordHash());
    }
}
