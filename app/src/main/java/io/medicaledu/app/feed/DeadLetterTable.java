package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.shared.query.DeadLetters.Key;
import io.medicaledu.shared.query.DeadLetters.Letter;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parked events of all followers, in the database: the same for all nodes. */
@Component
class DeadLetterTable {

    /** A follower with more sequences than these parked has another fault than an odd event: it waits as a whole. */
    private static final int MOST_SEQUENCES = 100;

    private final JdbcClient jdbc;

    DeadLetterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event that waits for a follower behind another one of its sequence. */
    record Waiting(String follower, TrackedEventMessage<?> event) {}

    /**
     * What does not take part in a batch of those who are behind the others, or in one of a rebuild.
     *
     * @param apart the names of those who do not take part at all
     */
    Parked parked(Set<String> apart, boolean ofRebuild) {
        Set<String> sequences = new HashSet<>();
        Set<String> dropped = new HashSet<>();
        jdbc.sql("""
                        SELECT DISTINCT follower || ' ' || sequence AS text, false AS is_dropped
                        FROM event_store.dead_letters WHERE of_rebuild = ?
                        UNION ALL SELECT follower || ' ' || position, true FROM event_store.dropped_letters""").param(ofRebuild).query(row -> {
            (row.getBoolean("is_dropped") ? dropped : sequences).add(row.getString("text"));
        });
        return new Parked(apart, sequences, dropped);
    }

    boolean isFull(String follower, boolean ofRebuild) {
        return jdbc.sql("""
                        SELECT count(DISTINCT sequence) >= ? FROM event_store.dead_letters
                        WHERE follower = ? AND of_rebuild = ?""")
                .params(MOST_SEQUENCES, follower, ofRebuild)
                .query(Boolean.class)
                .single();
    }

    /** The follower has failed with the event. */
    void park(String follower, boolean ofRebuild, TrackedEventMessage<?> event, String error, Duration pause) {
        insert(new Waiting(follower, event), ofRebuild);
        failed(follower, ofRebuild, EventCursor.position(event), error, pause);
    }

    void addBehind(List<Waiting> waiting, boolean ofRebuild) {
        waiting.forEach(each -> insert(each, ofRebuild));
    }

    private void insert(Waiting letter, boolean ofRebuild) {
        TrackedEventMessage<?> event = letter.event();
        jdbc.sql("""
                        INSERT INTO event_store.dead_letters
                            (follower, of_rebuild, position, sequence, event_type, event_id, occurred_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        letter.follower(),
                        ofRebuild,
                        EventCursor.position(event),
                        Parked.sequence(event),
                        event.getPayloadType().getSimpleName(),
                        event.getIdentifier(),
                        Rows.utc(event.getTimestamp()))
                .update();
    }

    void failed(String follower, boolean ofRebuild, long position, String error, Duration pause) {
        jdbc.sql("""
                        UPDATE event_store.dead_letters
                        SET attempts = attempts + 1, error = ?, next_attempt_at = now() + ? * interval '1 millisecond'
                        WHERE follower = ? AND of_rebuild = ? AND position = ?""")
                .params(error, pause.toMillis(), follower, ofRebuild, position)
                .update();
    }

    /** The first of each sequence of these followers, if it is time for its next attempt. */
    List<Letter> due(Set<String> names) {
        return jdbc.sql("""
                        SELECT * FROM (SELECT DISTINCT ON (follower, sequence) * FROM event_store.dead_letters
                                       WHERE NOT of_rebuild AND follower = ANY (?) ORDER BY follower, sequence, position) AS first
                        WHERE next_attempt_at <= now() ORDER BY position LIMIT 100""")
                .param(names.toArray(String[]::new))
                .query(DeadLetterTable::letter)
                .list();
    }

    /** Until the end of the transaction; false if it is gone, or another node is at it. */
    boolean lock(String follower, long position) {
        return jdbc.sql("""
                        SELECT 1 FROM event_store.dead_letters WHERE follower = ? AND NOT of_rebuild AND position = ?
                        FOR UPDATE SKIP LOCKED""")
                .params(follower, position)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** It has been handled, or given up. */
    void remove(String follower, long position) {
        jdbc.sql("DELETE FROM event_store.dead_letters WHERE follower = ? AND NOT of_rebuild AND position = ?")
                .params(follower, position)
                .update();
    }

    /** The first of the same sequence as this one is due now. */
    void makeDue(String follower, long position) {
        jdbc.sql("""
                        UPDATE event_store.dead_letters AS letter SET next_attempt_at = now()
                        FROM event_store.dead_letters AS asked
                        WHERE asked.follower = ? AND NOT asked.of_rebuild AND asked.position = ?
                          AND letter.follower = asked.follower AND NOT letter.of_rebuild AND letter.sequence = asked.sequence""").params(follower, position).update();
    }

    void drop(String follower, long position, String reason, String by) {
        jdbc.sql("""
                        WITH gone AS (DELETE FROM event_store.dead_letters
                                      WHERE follower = ? AND NOT of_rebuild AND position = ? RETURNING *)
                        INSERT INTO event_store.dropped_letters
                            (follower, position, sequence, event_type, event_id, occurred_at, error, reason, dropped_by)
                        SELECT follower, position, sequence, event_type, event_id, occurred_at, error, ?, ? FROM gone
                        ON CONFLICT DO NOTHING""").params(follower, position, reason, by).update();
    }

    /** The tables of a rebuild are read now: what they lack is what is parked. */
    void adopt(String follower) {
        jdbc.sql("DELETE FROM event_store.dead_letters WHERE follower = ? AND NOT of_rebuild")
                .param(follower)
                .update();
        jdbc.sql("""
                        DELETE FROM event_store.dead_letters AS letter USING event_store.dropped_letters AS dropped
                        WHERE letter.follower = ? AND dropped.follower = letter.follower AND dropped.position = letter.position""").param(follower).update();
        jdbc.sql("UPDATE event_store.dead_letters SET of_rebuild = false WHERE follower = ?")
                .param(follower)
                .update();
    }

    /** The tables of a rebuild are gone. */
    void forgetRebuild(String follower) {
        jdbc.sql("DELETE FROM event_store.dead_letters WHERE follower = ? AND of_rebuild")
                .param(follower)
                .update();
    }

    List<Letter> page(@Nullable String follower, @Nullable Key after, int most) {
        return jdbc.sql("""
                        SELECT * FROM event_store.dead_letters
                        WHERE NOT of_rebuild AND (CAST(:follower AS text) IS NULL OR follower = :follower)
                          AND (follower, position) > (:name, :position)
                        ORDER BY follower, position LIMIT :most""")
                .param("follower", follower)
                .param("name", after == null ? "" : after.follower())
                .param("position", after == null ? -1 : after.position())
                .param("most", most)
                .query(DeadLetterTable::letter)
                .list();
    }

    /** How many each follower has, and why it failed with the first of them. */
    Map<String, Backlog> backlogs() {
        Map<String, Backlog> backlogs = new HashMap<>();
        jdbc.sql("""
                        SELECT follower, count(*) AS letters,
                               (array_agg(error ORDER BY position) FILTER (WHERE error IS NOT NULL))[1] AS error
                        FROM event_store.dead_letters WHERE NOT of_rebuild GROUP BY follower""").query(row -> {
            backlogs.put(row.getString("follower"), new Backlog(row.getLong("letters"), row.getString("error")));
        });
        return backlogs;
    }

    /** What a follower has not handled although it has passed it. */
    record Backlog(long letters, @Nullable String error) {

        static final Backlog NONE = new Backlog(0, null);
    }

    private static Letter letter(ResultSet row, int index) throws SQLException {
        int attempts = row.getInt("attempts");
        return new Letter(
                row.getString("follower"),
                row.getLong("position"),
                row.getString("sequence"),
                row.getString("event_type"),
                row.getString("event_id"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "parked_at"),
                attempts,
                row.getString("error"),
                attempts == 0 ? null : Rows.instant(row, "next_attempt_at"));
    }
}
