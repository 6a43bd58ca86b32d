package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.identity.api.Leaving;
import io.medicaledu.identity.api.UserCommand.ChangeAccount;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** There always is an active admin. */
class LastAdminTest extends PlatformTest {

    @Autowired
    private Commands commands;

    private List<UUID> activeAdmins() {
        return jdbc.sql("SELECT user_id FROM command_side.accounts WHERE role = 0 AND active AND NOT deleted")
                .query(UUID.class)
                .list();
    }

    private UUID newAdmin(Api admin, String name) {
        return UUID.fromString(admin.post(
                        "/api/users",
                        Map.of(
                                "email",
                                name + "-" + UUID.randomUUID() + "@example.org",
                                "displayName",
                                name,
                                "role",
                                "Admin",
                                "timeZone",
                                "UTC"))
                .get("userId"));
    }

    @Test
    void theLastOneCanNeitherGoNorBePutOut() {
        Api admin = scenario().admin();
        UUID self = UUID.fromString(admin.get("/api/users/me").get("userId"));
        for (UUID other : activeAdmins()) {
            if (!other.equals(self)) {
                assertThat(admin.patch("/api/users/" + other, Map.of("role", "Student"))
                                .status())
                        .isEqualTo(204);
            }
        }

        assertThat(admin.patch("/api/users/" + self, Map.of("role", "Instructor"))
                        .code())
                .isEqualTo("last-admin");
        assertThat(admin.patch("/api/users/" + self, Map.of("active", false)).code())
                .isEqualTo("last-admin");
        assertThat(admin.delete("/api/users/" + self).code()).isEqualTo("last-admin");
        assertThat(admin.delete("/api/users/me").code()).isEqualTo("last-admin");

        assertThat(activeAdmins()).containsExactly(self);
        assertThat(admin.get("/api/users/me").get("role")).isEqualTo("Admin");
        UUID next = newAdmin(admin, "Next");
        assertThat(admin.patch("/api/users/" + next, Map.of("role", "Student")).status())
                .isEqualTo(204);
    }

    @Test
    void oneOfTwoWhoGoAtTheSameTimeStays() throws Exception {
        Api admin = scenario().admin();
        UUID self = UUID.fromString(admin.get("/api/users/me").get("userId"));
        newAdmin(admin, "First");
        newAdmin(admin, "Second");
        List<UUID> others =
                activeAdmins().stream().filter(each -> !each.equals(self)).toList();
        commands.send(change(self, false));
        try (ExecutorService atOnce = Executors.newFixedThreadPool(others.size())) {
            atOnce.invokeAll(others.stream()
                    .<Callable<Boolean>>map(each -> () -> deactivate(each))
                    .toList());

            assertThat(activeAdmins()).hasSize(1);
        } finally {
            commands.send(change(self, true));
        }
    }

    private static ChangeAccount change(UUID user, boolean active) {
        return new ChangeAccount(user, Edit.keep(), Edit.to(active), Leaving.UNSAID);
    }

    private boolean deactivate(UUID user) {
        try {
            commands.send(change(user, false));
            return true;
        } catch (Problem e) {
            return false;
        }
    }
}
