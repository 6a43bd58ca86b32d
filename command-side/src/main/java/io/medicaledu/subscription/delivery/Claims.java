package io.medicaledu.subscription.delivery;

import io.medicaledu.subscription.api.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which subscriptions have something to push, and how far they are. A claim is a lease: no other node takes the subscription
 * meanwhile, and after a crash it comes up again. What is found out counts only while the lease is held.
 */
@Component("subscriptionClaims")
class Claims {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    Claims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param end of the feed: whoever is not there yet and has not failed has something to do */
    List<Claim> claim(int limit, long end) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        WITH due AS MATERIALIZED (
                            SELECT subscription_id FROM command_side.subscriptions
                            WHERE paused_because IS NULL
                              AND (next_attempt_at <= :now OR (next_attempt_at IS NULL AND position < :end))
                            ORDER BY coalesce(next_attempt_at, :now) LIMIT :limit FOR UPDATE SKIP LOCKED)
                        UPDATE command_side.subscriptions AS subscription
                        SET lease = gen_random_uuid(), next_attempt_at = :until
                        FROM due WHERE subscription.subscription_id = due.subscription_id
                        RETURNING subscription.*""")
                .param("now", utc(now))
                .param("until", utc(now.plus(LEASE)))
                .param("end", end)
                .param("limit", limit)
                .query((row, index) -> claim(row))
                .list();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("subscription_id", UUID.class),
                row.getObject("lease", UUID.class),
                row.getString("url"),
                new WebhookSecret(row.getString("secret")),
                Arrays.asList((String[]) row.getArray("types").getArray()),
                row.getLong("position"),
                row.getInt("attempts"));
    }

    /**
     * The event at the position was taken.
     *
     * @return false if the subscription is no longer ours
     */
    boolean taken(Claim claim, long position) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET position = ?, attempts = 0, failing_since = NULL, last_error = NULL, last_delivery_at = ?,
                            next_attempt_at = ?
                        WHERE subscription_id = ? AND lease = ?""")
                        .params(position, utc(now), utc(now.plus(LEASE)), claim.subscriptionId(), claim.lease())
                        .update()
                == 1;
    }

    /**
     * Gives it back.
     *
     * @param position up to here everything was taken, or is not wanted
     * @param isMore whether there is more to do at once; otherwise there is when there are more events
     */
    void giveBack(Claim claim, long position, boolean isMore) {
        jdbc.sql("""
                        UPDATE command_side.subscriptions SET position = :position, lease = NULL,
                            next_attempt_at = CASE WHEN :more THEN CAST(:now AS timestamptz) END
                        WHERE subscription_id = :id AND lease = :lease""")
                .param("position", position)
                .param("more", isMore)
                .param("now", utc(clock.instant()))
                .param("id", claim.subscriptionId())
                .param("lease", claim.lease())
                .update();
    }

    /**
     * The next event was not taken.
     *
     * @return since when it fails; empty if the subscription is no longer ours
     */
    Optional<Instant> failed(Claim claim, String error, Duration pause) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET attempts = attempts + 1, failing_since = coalesce(failing_since, ?), last_error = ?,
                            next_attempt_at = ?, lease = NULL
                        WHERE subscription_id = ? AND lease = ?
                        RETURNING failing_since""")
                .params(
                        utc(now),
                        error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
                        utc(now.plus(pause)),
                        claim.subscriptionId(),
                        claim.lease())
                .query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
