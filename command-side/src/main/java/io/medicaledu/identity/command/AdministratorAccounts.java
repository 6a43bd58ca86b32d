package io.medicaledu.identity.command;

import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AdministratorAccounts implements Administrators {

    private final JdbcClient jdbc;

    AdministratorAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void requireAnother(UUID userId) {
        List<UUID> active =
                jdbc.sql("""
                        SELECT user_id FROM command_side.accounts WHERE role = ? AND active AND NOT deleted
                        ORDER BY user_id FOR UPDATE""").param(UserRole.Admin.ordinal()).query(UUID.class).list();
        if (active.stream().allMatch(userId::equals)) {
            throw new Problem(ProblemCode.LAST_ADMIN, "Make somebody else an admin first");
        }
    }
}
