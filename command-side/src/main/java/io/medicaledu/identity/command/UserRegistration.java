package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserCommand.RegisterUser;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Creates a user together with the claim on the e-mail address, in one transaction. */
@Component
class UserRegistration {

    private final Accounts accounts;
    private final Repository<User> users;

    UserRegistration(Accounts accounts, Repository<User> userRepository) {
        this.accounts = accounts;
        this.users = userRepository;
    }

    @CommandHandler
    UUID handle(RegisterUser command) throws Exception {
        accounts.open(command.userId(), command.email(), command.role(), command.passwordHash());
        users.newInstance(() -> new User(command));
        return command.userId();
    }
}
