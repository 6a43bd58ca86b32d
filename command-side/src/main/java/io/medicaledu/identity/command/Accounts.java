package io.medicaledu.identity.command;

import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.identity.api.UserEvent.PasswordChanged;
import io.medicaledu.identity.api.UserEvent.UserActivated;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserDeleted;
import io.medicaledu.identity.api.UserEvent.UserRoleChanged;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * E-mail addresses and password hashes, written in the transaction of the user's events. The unique index on the
 * e-mail is the rule; no event ever holds a hash.
 */
@Component
@ProcessingGroup("claims")
class Accounts {

    private final JdbcClient jdbc;
    private final Sessions sessions;

    Accounts(JdbcClient jdbc, Sessions sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    /** What is needed to check a password. */
    record Account(UUID userId, @Nullable String passwordHash) {}

    /** @throws Problem {@code email-taken} */
    void open(UUID userId, EmailAddress email, UserRole role, @Nullable String passwordHash) {
        int inserted = jdbc.sql("""
                        INSERT INTO command_side.accounts (user_id, email, password_hash, role)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(Arrays.asList(userId, email.value(), passwordHash, role.ordinal()))
                .update();
        if (inserted == 0 || isTakenInUnicode(email)) {
            throw new Problem(ProblemCode.EMAIL_TAKEN, "This e-mail address has an account already");
        }
    }

    private boolean isTakenInUnicode(EmailAddress email) {
        String unicode = EmailAddresses.inUnicode(email);
        return !unicode.equals(email.value())
                && jdbc.sql("SELECT EXISTS (SELECT 1 FROM command_side.accounts WHERE email = ? AND NOT deleted)")
                        .param(unicode)
                        .query(Boolean.class)
                        .single();
    }

    Optional<Account> find(EmailAddress email) {
        return jdbc.sql(
                        "SELECT user_id, password_hash FROM command_side.accounts WHERE email IN (?, ?) AND NOT deleted")
                .params(email.value(), EmailAddresses.inUnicode(email))
                .query((row, index) ->
                        new Account(row.getObject("user_id", UUID.class), row.getString("password_hash")))
                .optional();
    }

    /** As {@link #find}; without an active account, one that was deleted, which nobody can log in to. */
    Optional<Account> findForLogIn(EmailAddress email) {
        return jdbc.sql("""
                        SELECT user_id, password_hash, deleted FROM command_side.accounts
                        WHERE email IN (:email, :unicode) AND NOT deleted
                        UNION ALL
                        SELECT user_id, NULL, deleted FROM command_side.accounts
                        WHERE email IN (:email, :unicode) AND deleted
                        ORDER BY deleted LIMIT 1""")
                .param("email", email.value())
                .param("unicode", EmailAddresses.inUnicode(email))
                .query((row, index) ->
                        new Account(row.getObject("user_id", UUID.class), row.getString("password_hash")))
                .optional();
    }

    void setPassword(UUID userId, String passwordHash) {
        jdbc.sql("UPDATE command_side.accounts SET password_hash = ? WHERE user_id = ?")
                .params(passwordHash, userId)
                .update();
    }

    @EventHandler
    void on(PasswordChanged event) {
        sessions.endAll(event.userId());
    }

    @EventHandler
    void on(UserRoleChanged event) {
        jdbc.sql("UPDATE command_side.accounts SET role = ? WHERE user_id = ?")
                .params(event.role().ordinal(), event.userId())
                .update();
        sessions.forgetUser(event.userId());
    }

    @EventHandler
    void on(UserActivated event) {
        setActive(event.userId(), true);
    }

    @EventHandler
    void on(UserDeactivated event) {
        setActive(event.userId(), false);
        sessions.endAll(event.userId());
    }

    @EventHandler
    void on(UserDeleted event) {
        jdbc.sql("UPDATE command_side.accounts SET deleted = true, password_hash = NULL WHERE user_id = ?")
                .param(event.userId())
                .update();
        sessions.endAll(event.userId());
    }

    private void setActive(UUID userId, boolean active) {
        jdbc.sql("UPDATE command_side.accounts SET active = ? WHERE user_id = ?")
                .params(active, userId)
                .update();
    }
}
