package io.medicaledu.subscription.query;

import io.medicaledu.audit.query.SettledEvents;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import io.medicaledu.subscription.api.PauseReason;
import io.medicaledu.subscription.api.SubscriptionQuery.FindSubscription;
import io.medicaledu.subscription.api.SubscriptionQuery.FindSubscriptions;
import io.medicaledu.subscription.api.SubscriptionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers queries about subscriptions. They are read where the delivery keeps them: how far one is, and why it does not go
 * on, is no event that a projection could hear of. The secret is not read.
 */
@Component
class SubscriptionQueries {

    private static final String SELECT = """
            SELECT * FROM (
                SELECT subscription_id AS id, url, types, paused_because, position, attempts, failing_since, last_error,
                    next_attempt_at, last_delivery_at, created_at
                FROM command_side.subscriptions) AS subscription""";

    private final JdbcClient jdbc;
    private final SettledEvents settled;

    SubscriptionQueries(JdbcClient jdbc, SettledEvents settled) {
        this.jdbc = jdbc;
        this.settled = settled;
    }

    @QueryHandler
    SubscriptionView handle(FindSubscription query) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(query.subscriptionId())
                .query(this::view)
                .optional()
                .orElseThrow(() -> Problem.notFound("subscription"));
    }

    @QueryHandler
    Page<SubscriptionView> handle(FindSubscriptions query) {
        return ListQuery.newestFirst(SELECT, "created_at")
                .page(jdbc, query.page(), this::view, view -> new Cursor(view.createdAt(), view.subscriptionId()));
    }

    private SubscriptionView view(ResultSet row, int index) throws SQLException {
        String pausedBecause = row.getString("paused_because");
        int attempts = row.getInt("attempts");
        long position = row.getLong("position");
        return new SubscriptionView(
                Rows.uuid(row, "id"),
                row.getString("url"),
                types(row),
                pausedBecause == null ? "Active" : "Paused",
                reason(pausedBecause),
                position,
                Math.max(0, settled.settledPosition() - position),
                attempts,
                Rows.instantOrNull(row, "failing_since"),
                row.getString("last_error"),
                attempts == 0 || pausedBecause != null ? null : Rows.instantOrNull(row, "next_attempt_at"),
                Rows.instantOrNull(row, "last_delivery_at"),
                Rows.instant(row, "created_at"));
    }

    private static @Nullable PauseReason reason(@Nullable String name) {
        return name == null ? null : PauseReason.valueOf(name);
    }

    private static List<String> types(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("types").getArray());
    }
}
