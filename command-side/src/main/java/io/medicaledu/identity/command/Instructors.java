package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who can teach: active accounts with the role. */
@Component
public class Instructors {

    private final JdbcClient jdbc;

    Instructors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lets nobody deactivate the instructor, or take the role away, until the end of the transaction.
     *
     * @throws Problem {@code not-an-instructor}
     */
    public void keepActive(UUID userId) {
        if (!isActive(userId, "FOR SHARE")) {
            throw new Problem(ProblemCode.NOT_AN_INSTRUCTOR, "There is no active instructor " + userId);
        }
    }

    /** True if it is an active instructor. */
    public boolean isActive(UUID userId) {
        return isActive(userId, "");
    }

    /** Lets nobody hand anything over to the instructor until the end of the transaction. */
    public void prepareToLeave(UUID userId) {
        isActive(userId, "FOR UPDATE");
    }

    private boolean isActive(UUID userId, String lock) {
        return jdbc.sql("SELECT active AND NOT deleted AND role = ? FROM command_side.accounts WHERE user_id = ? "
                        + lock)
                .params(UserRole.Instructor.ordinal(), userId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
