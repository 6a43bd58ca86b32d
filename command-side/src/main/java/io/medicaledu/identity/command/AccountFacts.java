package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other features ask of accounts, in their own transaction. */
@Component
public class AccountFacts {

    private final JdbcClient jdbc;

    AccountFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem {@code not-found} unless it is a student with an active account */
    public void requireStudent(UUID userId) {
        boolean isStudent = jdbc.sql("""
                        SELECT 1 FROM command_side.accounts
                        WHERE user_id = ? AND role = ? AND active AND NOT deleted""")
                .params(userId, UserRole.Student.ordinal())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!isStudent) {
            throw Problem.notFound("student");
        }
    }
}
