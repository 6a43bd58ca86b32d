package io.medicaledu.identity.command;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.access.command.AccessRefusals;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.identity.api.UserCommand.ConfirmEmail;
import io.medicaledu.identity.api.UserCommand.LogOut;
import io.medicaledu.identity.api.UserCommand.RegisterUser;
import io.medicaledu.identity.api.UserCommand.RequestPasswordReset;
import io.medicaledu.identity.api.UserCommand.ResetPassword;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.kernel.limit.SecurityMailLimit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registration, log-in and log-out, confirmation of the address, new passwords. */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Accounts")
class AuthController {

    private final Commands commands;
    private final LoginService logins;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final Accounts accounts;
    private final TokenUse tokens;
    private final SecurityMailLimit mails;
    private final AccessRefusals refusals;

    AuthController(
            Commands commands,
            LoginService logins,
            Sessions sessions,
            PasswordEncoder passwords,
            Accounts accounts,
            TokenUse tokens,
            SecurityMailLimit mails,
            AccessRefusals refusals) {
        this.commands = commands;
        this.logins = logins;
        this.sessions = sessions;
        this.passwords = passwords;
        this.accounts = accounts;
        this.tokens = tokens;
        this.mails = mails;
        this.refusals = refusals;
    }

    /** The id of the user that was created. */
    record UserCreated(UUID userId) {}

    @PostMapping("/registration")
    @SecurityRequirements
    @Operation(summary = "Register as a student")
    @ApiResponse(responseCode = "201", description = "Registered")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "409", description = "email-taken")
    ResponseEntity<UserCreated> register(@Valid @RequestBody IdentityRequests.Registration request) {
        UUID userId = commands.ask(
                new RegisterUser(
                        Ids.next(),
                        EmailAddresses.require(request.email()),
                        IdentityRequests.name(request.displayName()),
                        UserRole.Student,
                        IdentityRequests.timeZone(request.timeZone()),
                        passwords.encode(IdentityRequests.password(request.password()))),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/users/me")).body(new UserCreated(userId));
    }

    @PostMapping("/sessions")
    @SecurityRequirements
    @Operation(summary = "Log in", description = "Answers the token for the Authorization header.")
    @ApiResponse(responseCode = "201", description = "Logged in")
    @ApiResponse(responseCode = "401", description = "bad-credentials")
    @ApiResponse(responseCode = "423", description = "account-locked")
    ResponseEntity<LoginService.NewSession> logIn(@Valid @RequestBody IdentityRequests.Login request) {
        LoginService.NewSession session = logins.logIn(EmailAddresses.canonical(request.email()), request.password());
        return ResponseEntity.created(URI.create("/api/auth/sessions")).body(session);
    }

    @DeleteMapping("/sessions/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Log out")
    @ApiResponse(responseCode = "204", description = "Logged out")
    void logOut(@AuthenticationPrincipal Caller caller) {
        commands.send(new LogOut(caller.userId(), caller.sessionId()));
    }

    @DeleteMapping("/sessions/{sessionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of the own sessions")
    @ApiResponse(responseCode = "204", description = "Ended")
    @ApiResponse(responseCode = "404", description = "not-found")
    void endSession(@AuthenticationPrincipal Caller caller, @PathVariable UUID sessionId) {
        sessions.requireOwn(caller.userId(), sessionId);
        commands.send(new LogOut(caller.userId(), sessionId));
    }

    @PostMapping("/email-confirmation")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Confirm the e-mail address", description = "With the code of the e-mail.")
    @ApiResponse(responseCode = "204", description = "Confirmed")
    @ApiResponse(responseCode = "422", description = "token-invalid")
    void confirmEmail(@Valid @RequestBody IdentityRequests.EmailConfirmation request) {
        String hash = Tokens.hash(request.token());
        tokens.use(AccessKind.EmailConfirmation, hash, user -> commands.send(new ConfirmEmail(user, hash)));
    }

    @PostMapping("/password-reset-requests")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask for a new password",
            description = "The answer is the same whether the address has an account or not, and whether it has got so"
                    + " many of these e-mails within an hour that it gets no more.")
    @ApiResponse(responseCode = "202", description = "If there is such an account, an e-mail is on its way")
    @ApiResponse(responseCode = "400", description = "validation")
    void requestPasswordReset(@Valid @RequestBody IdentityRequests.PasswordResetRequest request) {
        EmailAddress email = EmailAddresses.canonical(request.email());
        UUID userId = accounts.find(email).map(Accounts.Account::userId).orElse(null);
        if (userId == null) {
            refusals.unknownAccount(AccessKind.PasswordResetRequest, email.value());
        } else if (mails.tryCount(email.value())) {
            commands.send(new RequestPasswordReset(userId));
        } else {
            refusals.refused(AccessKind.PasswordResetRequest, RefusalReason.TooManyMails, userId);
        }
    }

    @PostMapping("/password-resets")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a new password", description = "With the code of the e-mail. Ends every session.")
    @ApiResponse(responseCode = "204", description = "Set")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "422", description = "token-invalid")
    void resetPassword(@Valid @RequestBody IdentityRequests.NewPassword request) {
        String hash = Tokens.hash(request.token());
        tokens.use(AccessKind.PasswordReset, hash, user -> {
            String encoded = Objects.requireNonNull(passwords.encode(IdentityRequests.password(request.password())));
            commands.send(new ResetPassword(user, hash, encoded));
        });
    }
}
