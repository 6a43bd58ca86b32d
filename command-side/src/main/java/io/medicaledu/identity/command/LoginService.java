package io.medicaledu.identity.command;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.command.AccessRefusals;
import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.identity.api.LoginResult;
import io.medicaledu.identity.api.UserCommand.LogIn;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Turns an e-mail address and a password into a session. Whoever is refused leaves a trace. */
@Service
class LoginService {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Commands commands;
    private final AccessRefusals refusals;
    private final String hashOfNobody;

    LoginService(Accounts accounts, PasswordEncoder passwords, Commands commands, AccessRefusals refusals) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.commands = commands;
        this.refusals = refusals;
        this.hashOfNobody = String.valueOf(passwords.encode(Tokens.next()));
    }

    /** @param token shown once, to the client only */
    record NewSession(String token, Instant expiresAt, UUID userId, UserRole role) {}

    /** @throws Problem {@code bad-credentials}, {@code account-locked}, {@code overloaded} */
    NewSession logIn(EmailAddress email, String password) {
        Optional<Accounts.Account> account = accounts.findForLogIn(email);
        String hash = account.map(Accounts.Account::passwordHash).orElse(null);
        // The same work for an unknown address, so that the time does not tell who has an account.
        boolean matches = passwords.matches(password, hash == null ? hashOfNobody : hash) && hash != null;
        if (account.isEmpty()) {
            refusals.unknownAccount(AccessKind.LogIn, email.value());
            throw badCredentials();
        }
        UUID userId = account.get().userId();
        String token = Tokens.next();
        LogIn command = new LogIn(userId, Ids.next(), Tokens.hash(token), matches);
        return switch (ask(command)) {
            case LoginResult.LoggedIn in -> new NewSession(token, in.expiresAt(), userId, in.role());
            case LoginResult.Refused refused -> throw badCredentials();
            case LoginResult.Locked locked ->
                throw new Problem(ProblemCode.ACCOUNT_LOCKED, "The account is locked until " + locked.until());
        };
    }

    private LoginResult ask(LogIn command) {
        try {
            return commands.ask(command, LoginResult.class);
        } catch (Problem problem) {
            throw AccessRefusals.withoutConflict(problem);
        }
    }

    private static Problem badCredentials() {
        return new Problem(ProblemCode.BAD_CREDENTIALS, "E-mail or password is wrong");
    }
}
