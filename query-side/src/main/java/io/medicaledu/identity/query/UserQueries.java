package io.medicaledu.identity.query;

import io.medicaledu.identity.api.SessionView;
import io.medicaledu.identity.api.UserQuery.FindSessions;
import io.medicaledu.identity.api.UserQuery.FindUser;
import io.medicaledu.identity.api.UserQuery.FindUsers;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.identity.api.UserView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers queries about users and sessions. */
@Component
class UserQueries {

    private final JdbcClient jdbc;
    private final Clock clock;

    UserQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    UserView handle(FindUser query) {
        return jdbc.sql("SELECT * FROM read_model.users WHERE id = ? AND deleted_at IS NULL")
                .param(query.userId())
                .query(UserQueries::user)
                .optional()
                .orElseThrow(() -> Problem.notFound("user"));
    }

    @QueryHandler
    Page<UserView> handle(FindUsers query) {
        return ListQuery.newestFirst("SELECT * FROM read_model.users", "created_at")
                .where("deleted_at IS NULL")
                .where(
                        "role = :role",
                        "role",
                        query.role() == null ? null : query.role().ordinal())
                .where("is_active = :active", "active", query.active())
                .page(jdbc, query.page(), UserQueries::user, user -> new Cursor(user.createdAt(), user.userId()));
    }

    @QueryHandler
    Page<SessionView> handle(FindSessions query) {
        return ListQuery.newestFirst("SELECT * FROM read_model.user_sessions", "created_at")
                .where("user_id = :user", "user", query.caller().userId())
                .where("is_active")
                .where("expires_at > :now", "now", clock.instant())
                .page(
                        jdbc,
                        query.page(),
                        (row, index) -> session(row, query),
                        session -> new Cursor(session.createdAt(), session.sessionId()));
    }

    private static SessionView session(ResultSet row, FindSessions query) throws SQLException {
        return new SessionView(
                Rows.uuid(row, "id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"),
                Rows.instant(row, "last_activity_at"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                Rows.uuid(row, "id").equals(query.caller().sessionId()));
    }

    private static UserView user(ResultSet row, int index) throws SQLException {
        return new UserView(
                Rows.uuid(row, "id"),
                row.getString("email"),
                row.getBoolean("email_confirmed"),
                row.getString("display_name"),
                row.getString("phone"),
                Rows.code(row, "role", UserRole.class),
                row.getString("time_zone"),
                Arrays.asList(JsonMapper.shared().readValue(row.getString("notification_channels"), String[].class)),
                row.getBoolean("is_active"),
                Rows.instantOrNull(row, "last_login_at"),
                row.getInt("failed_login_attempts"),
                Rows.instantOrNull(row, "locked_until"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
