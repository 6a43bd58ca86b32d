package io.medicaledu.payment.outbox;

import io.medicaledu.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox as an admin sees it. */
@Component
class OutboxEntries {

    private final JdbcClient jdbc;
    private final Clock clock;

    OutboxEntries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far a provider call is. */
    enum State {
        /** Nobody has tried it yet. */
        Waiting,
        /** The provider has refused it for now; it is tried again. */
        Retrying,
        /** The provider may have carried it out; it is asked before anything is repeated. */
        Unknown,
        /** Failed too often for an unexpected reason; an admin has to look. */
        Parked
    }

    /**
     * A call that has not come to its end.
     *
     * @param kind what is asked of the provider: {@code OpenCheckout}, {@code CaptureOrder}, {@code CloseCheckout},
     *     {@code Refund}, {@code CheckRefund}
     * @param ageSeconds since it was queued
     */
    record Entry(
            UUID id,
            String kind,
            UUID paymentId,
            State state,
            Instant createdAt,
            long ageSeconds,
            Instant nextAttemptAt,
            int attempts,
            @Nullable String lastError) {

        Position position() {
            return new Position(createdAt, id);
        }
    }

    /** Where a page ends; calls come and go, so it does not need to be there any more. */
    record Position(Instant createdAt, UUID id) {

        /** @throws Problem {@code validation} */
        static Position parse(String cursor) {
            try {
                String[] parts = cursor.split("~", 2);
                return new Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw Problem.invalid("cursor", "is not one of ours");
            }
        }

        @Override
        public String toString() {
            return createdAt + "~" + id;
        }
    }

    private static final String STATE = """
            CASE WHEN parked THEN 'Parked' WHEN outcome_unknown THEN 'Unknown'
                 WHEN last_error IS NOT NULL THEN 'Retrying' ELSE 'Waiting' END""";

    /** The oldest first, after the given entry. */
    List<Entry> list(@Nullable State state, @Nullable Position after, int limit) {
        return jdbc.sql("SELECT *, " + STATE + """
                         AS state FROM command_side.outbox
                        WHERE (CAST(:state AS text) IS NULL OR :state = """ + STATE + """
                        )
                          AND (CAST(:id AS uuid) IS NULL OR (created_at, id) > (CAST(:createdAt AS timestamptz), :id))
                        ORDER BY created_at, id LIMIT :limit""")
                .param("state", state == null ? null : state.name())
                .param("id", after == null ? null : after.id())
                .param("createdAt", after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    /** @throws Problem {@code not-found} if it is not there, or has come to its end */
    void retryNow(UUID id) {
        int found = jdbc.sql("""
                        UPDATE command_side.outbox SET parked = false, next_attempt_at = ? WHERE id = ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        if (found == 0) {
            throw Problem.notFound("provider call");
        }
    }

    private Entry entry(ResultSet row, int index) throws SQLException {
        Instant createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("payment_id", UUID.class),
                State.valueOf(row.getString("state")),
                createdAt,
                Duration.between(createdAt, clock.instant()).toSeconds(),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                row.getString("last_error"));
    }
}
