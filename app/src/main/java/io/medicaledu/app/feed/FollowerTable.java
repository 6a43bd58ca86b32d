package io.medicaledu.app.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far everybody is, in the database: the same for all nodes. Whoever moves a position holds the lock of its row, so
 * that each event is handled by one node, once.
 */
@Component
class FollowerTable {

    private final JdbcClient jdbc;

    FollowerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those who go together.
     *
     * @param position of the last event that they have handled
     * @param parked who is not with them, and which events wait for whom
     */
    record Group(long position, Parked parked) {

        Set<String> apart() {
            return parked.apart();
        }
    }

    /**
     * One who is apart.
     *
     * @param attempts how often the next event has failed
     * @param isDue whether it is time for the next attempt
     */
    record Apart(
            String name,
            long position,
            boolean rebuilding,
            int attempts,
            @Nullable String error,
            boolean isDue) {

        FarBehind.Member member() {
            return new FarBehind.Member(name, position, attempts);
        }
    }

    private static final String GROUP = """
            SELECT position, (SELECT array_agg(name) FROM event_store.followers WHERE position IS NOT NULL) AS apart,
                   (SELECT array_agg(DISTINCT follower || ' ' || sequence) FROM event_store.dead_letters WHERE NOT of_rebuild) AS waiting
            FROM event_store.feed""";

    /** Without a lock. */
    Group group() {
        return jdbc.sql(GROUP).query(FollowerTable::mapGroup).single();
    }

    /** Until the end of the transaction; empty if another node is at work. */
    Optional<Group> tryLockGroup() {
        boolean isLocked = jdbc.sql("SELECT 1 FROM event_store.feed FOR NO KEY UPDATE SKIP LOCKED")
                .query(Integer.class)
                .optional()
                .isPresent();
        // Seen by a statement of its own: what the one before us has committed is in it.
        return isLocked ? Optional.of(group()) : Optional.empty();
    }

    /** Until the end of the transaction; waits for a batch that is being handled. */
    Group lockGroup() {
        jdbc.sql("SELECT 1 FROM event_store.feed FOR NO KEY UPDATE")
                .query(Integer.class)
                .single();
        // Seen by a statement of its own: what the one before us has committed is in it.
        return group();
    }

    private static Group mapGroup(ResultSet row, int index) throws SQLException {
        return new Group(row.getLong("position"), new Parked(texts(row, "apart"), texts(row, "waiting"), Set.of()));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array texts = row.getArray(column);
        return texts == null ? Set.of() : Set.of((String[]) texts.getArray());
    }

    /**
     * They have handled everything up to the position.
     *
     * @param isRepeatable whether the transaction may be lost in a crash, as the events make all of it happen again; then
     *     nobody waits for the disk
     */
    void moveGroup(long to, boolean isRepeatable) {
        jdbc.sql("""
                        UPDATE event_store.feed SET position = ?
                        RETURNING CASE WHEN ? THEN set_config('synchronous_commit', 'off', true) END""").params(to, isRepeatable).query((row, index) -> to).list();
    }

    /**
     * Where everybody is, at one instant.
     *
     * @param together the position of those who go together
     * @param apart the others, the furthest behind first
     */
    record Everybody(long together, List<Apart> apart) {

        Optional<Apart> apart(String name) {
            return apart.stream().filter(it -> it.name().equals(name)).findFirst();
        }

        long positionOf(String name) {
            return apart(name).map(Apart::position).orElse(together);
        }
    }

    Everybody everybody() {
        List<Apart> apart = new ArrayList<>();
        long[] together = new long[1];
        jdbc.sql("""
                        SELECT feed.position AS together, who.name, who.position, who.rebuilding, who.attempts, who.error,
                               who.next_attempt_at <= now() AS is_due
                        FROM event_store.feed AS feed
                        LEFT JOIN event_store.followers AS who ON who.position IS NOT NULL
                        ORDER BY who.position, who.name""").query(row -> {
            together[0] = row.getLong("together");
            if (row.getString("name") != null) {
                apart.add(new Apart(
                        row.getString("name"),
                        row.getLong("position"),
                        row.getBoolean("rebuilding"),
                        row.getInt("attempts"),
                        row.getString("error"),
                        row.getBoolean("is_due")));
            }
        });
        return new Everybody(together[0], apart);
    }

    Set<String> known() {
        return Set.copyOf(jdbc.sql("SELECT name FROM event_store.followers")
                .query(String.class)
                .list());
    }

    /** Adds one who was not there before; a null position is with the others. */
    void add(String name, @Nullable Long position) {
        jdbc.sql("""
                        INSERT INTO event_store.followers (name, position) VALUES (?, CAST(? AS bigint))
                        ON CONFLICT (name) DO NOTHING""").param(name).param(position).update();
    }

    /** Until the end of the transaction: those of the names that are at the position and that no other node moves. */
    List<String> lockApart(Collection<String> names, long position) {
        return jdbc.sql("""
                        SELECT name FROM event_store.followers
                        WHERE name = ANY(?) AND position = ? FOR NO KEY UPDATE SKIP LOCKED""")
                .param(names.toArray(String[]::new))
                .param(position)
                .query(String.class)
                .list();
    }

    /** Until the end of the transaction; waits for a batch that is being handled. */
    void lock(String name) {
        jdbc.sql("SELECT 1 FROM event_store.followers WHERE name = ? FOR NO KEY UPDATE")
                .param(name)
                .query(Integer.class)
                .single();
    }

    /** They have handled everything up to the position. */
    void moveApart(Collection<String> names, long to) {
        jdbc.sql("""
                        UPDATE event_store.followers SET position = ?, attempts = 0, error = NULL
                        WHERE name = ANY(?)""").param(to).param(names.toArray(String[]::new)).update();
    }

    /** It goes on alone from the position. */
    void setApart(String name, long position, boolean rebuilding) {
        jdbc.sql("""
                        UPDATE event_store.followers
                        SET position = ?, rebuilding = ?, attempts = 0, error = NULL, next_attempt_at = now()
                        WHERE name = ?""").params(position, rebuilding, name).update();
    }

    /** The event after its position could not be handled. */
    void failed(String name, String error, Duration pause) {
        jdbc.sql("""
                        UPDATE event_store.followers
                        SET attempts = attempts + 1, error = ?, next_attempt_at = now() + ? * interval '1 millisecond'
                        WHERE name = ?""").params(error, pause.toMillis(), name).update();
    }

    /** They go with the others again. */
    void rejoin(Collection<String> names) {
        jdbc.sql("""
                        UPDATE event_store.followers
                        SET position = NULL, rebuilding = false, attempts = 0, error = NULL WHERE name = ANY(?)""").param(names.toArray(String[]::new)).update();
    }
}
