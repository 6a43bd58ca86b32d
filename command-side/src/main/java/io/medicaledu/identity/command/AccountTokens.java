package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserCommand.IssueEmailToken;
import io.medicaledu.identity.api.UserCommand.IssuePasswordResetToken;
import io.medicaledu.identity.api.UserEvent.EmailConfirmed;
import io.medicaledu.identity.api.UserEvent.EmailTokenIssued;
import io.medicaledu.identity.api.UserEvent.PasswordChanged;
import io.medicaledu.identity.api.UserEvent.PasswordResetTokenIssued;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens that prove that somebody reads an e-mail address. Whoever has to send one asks for it at that moment. */
@Component
@ProcessingGroup("claims")
public class AccountTokens {

    private final JdbcClient jdbc;
    private final ObjectProvider<Commands> commands;

    AccountTokens(JdbcClient jdbc, ObjectProvider<Commands> commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    /** A new token for the confirmation of the e-mail address; an earlier one is void. */
    public String issueEmailToken(UUID userId) {
        String token = Tokens.next();
        commands.getObject().send(new IssueEmailToken(userId, Tokens.hash(token)));
        return token;
    }

    /** A new token for the reset of the password; an earlier one is void. */
    public String issuePasswordResetToken(UUID userId) {
        String token = Tokens.next();
        commands.getObject().send(new IssuePasswordResetToken(userId, Tokens.hash(token)));
        return token;
    }

    /** @throws Problem {@code token-invalid} */
    UUID requireUser(String tokenHash) {
        return jdbc.sql("SELECT user_id FROM command_side.account_tokens WHERE token_hash = ?")
                .param(tokenHash)
                .query(UUID.class)
                .optional()
                .orElseThrow(AccountTokens::invalid);
    }

    static Problem invalid() {
        return new Problem(ProblemCode.TOKEN_INVALID, "The token is unknown, used or expired");
    }

    @EventHandler
    void on(EmailTokenIssued event) {
        keep(event.userId(), "email", event.tokenHash());
    }

    @EventHandler
    void on(PasswordResetTokenIssued event) {
        keep(event.userId(), "password", event.tokenHash());
    }

    @EventHandler
    void on(EmailConfirmed event) {
        forget(event.userId(), "email");
    }

    @EventHandler
    void on(PasswordChanged event) {
        forget(event.userId(), "password");
    }

    private void keep(UUID userId, String kind, String hash) {
        forget(userId, kind);
        jdbc.sql("INSERT INTO command_side.account_tokens (token_hash, user_id, kind) VALUES (?, ?, ?)")
                .params(hash, userId, kind)
                .update();
    }

    private void forget(UUID userId, String kind) {
        jdbc.sql("DELETE FROM command_side.account_tokens WHERE user_id = ? AND kind = ?")
                .params(userId, kind)
                .update();
    }
}
