package io.medicaledu.app.feed;

import io.medicaledu.shared.query.ProjectionRebuilds.Outcome;
import io.medicaledu.shared.query.ProjectionRebuilds.Progress;
import io.medicaledu.shared.query.ProjectionRebuilds.Purpose;
import io.medicaledu.shared.query.ProjectionRebuilds.Report;
import io.medicaledu.shared.query.ProjectionRebuilds.TableReport;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rebuilds that are at work, and how others have ended; the same for all nodes. Whoever goes on holds its row's lock. */
@Component
class RebuildTable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    RebuildTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far the tables are. */
    enum Stage {
        /** There are none yet. */
        Requested,
        /** Without the indexes that only queries need. */
        Filling,
        Indexed
    }

    /** One of them. */
    record Rebuild(String projection, Purpose purpose, Stage stage, long position, int attempts, boolean isDue) {

        /** What fails at the end is found out there: often it is only somebody who reads for long. */
        FarBehind.Member member() {
            return new FarBehind.Member(projection, position, stage == Stage.Indexed ? 0 : attempts);
        }
    }

    /** The furthest behind first. */
    List<Rebuild> all() {
        return jdbc.sql("""
                        SELECT projection, purpose, stage, position, attempts, next_attempt_at <= now() AS is_due
                        FROM event_store.rebuilds ORDER BY position, projection""")
                .query((row, index) -> new Rebuild(
                        row.getString("projection"),
                        Purpose.valueOf(row.getString("purpose")),
                        Stage.valueOf(row.getString("stage")),
                        row.getLong("position"),
                        row.getInt("attempts"),
                        row.getBoolean("is_due")))
                .list();
    }

    List<Progress> progress() {
        return jdbc.sql("SELECT * FROM event_store.rebuilds ORDER BY projection")
                .query((row, index) -> new Progress(
                        row.getString("projection"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getLong("position"),
                        row.getObject("positions_per_second", Long.class),
                        Rows.instant(row, "requested_at"),
                        row.getString("requested_by"),
                        row.getString("error")))
                .list();
    }

    /** @return for what there is one now: this purpose, or that of another request before */
    Purpose add(String projection, Purpose purpose, @Nullable String by) {
        jdbc.sql("""
                        INSERT INTO event_store.rebuilds (projection, purpose, requested_by) VALUES (?, ?, ?)
                        ON CONFLICT (projection) DO NOTHING""").param(projection).param(purpose.name()).param(by).update();
        return jdbc.sql("SELECT purpose FROM event_store.rebuilds WHERE projection = ?")
                .param(projection)
                .query((row, index) -> Purpose.valueOf(row.getString(1)))
                .optional()
                // It has ended already.
                .orElse(purpose);
    }

    /** Until the end of the transaction: those of the names that are at the position and that no other node moves. */
    List<String> lock(Collection<String> projections, long position) {
        return jdbc.sql("""
                        SELECT projection FROM event_store.rebuilds
                        WHERE projection = ANY(?) AND position = ? FOR NO KEY UPDATE SKIP LOCKED""")
                .param(projections.toArray(String[]::new))
                .param(position)
                .query(String.class)
                .list();
    }

    void enter(Stage stage, String projection) {
        jdbc.sql("UPDATE event_store.rebuilds SET stage = ?, attempts = 0, error = NULL WHERE projection = ?")
                .params(stage.name(), projection)
                .update();
    }

    /**
     * They have handled everything up to the position.
     *
     * @param positionsPerSecond how fast; null if that says nothing
     */
    void move(Collection<String> projections, long to, @Nullable Long positionsPerSecond) {
        jdbc.sql("""
                        UPDATE event_store.rebuilds
                        SET position = ?, positions_per_second = coalesce(CAST(? AS bigint), positions_per_second), attempts = 0, error = NULL
                        WHERE projection = ANY(?)""")
                .param(to)
                .param(positionsPerSecond)
                .param(projections.toArray(String[]::new))
                .update();
    }

    /** It could not go on. */
    void failed(String projection, String error, Duration pause) {
        jdbc.sql("""
                        UPDATE event_store.rebuilds
                        SET attempts = attempts + 1, error = ?, next_attempt_at = now() + ? * interval '1 millisecond'
                        WHERE projection = ?""").params(error, pause.toMillis(), projection).update();
    }

    /** Waits for whoever goes on with it. */
    Optional<Purpose> lockAnyPosition(String projection) {
        return jdbc.sql("SELECT purpose FROM event_store.rebuilds WHERE projection = ? FOR UPDATE")
                .param(projection)
                .query((row, index) -> Purpose.valueOf(row.getString(1)))
                .optional();
    }

    /** It is over, where it is or, if it has come further since, at the position. */
    void end(String projection, Outcome outcome, long position, List<TableReport> tables) {
        jdbc.sql("""
                        WITH ended AS (DELETE FROM event_store.rebuilds WHERE projection = ? RETURNING *)
                        INSERT INTO event_store.rebuild_reports
                            (projection, purpose, outcome, position, requested_at, requested_by, tables)
                        SELECT projection, purpose, ?, greatest(position, ?), requested_at, requested_by, CAST(? AS jsonb) FROM ended""")
                .params(projection, outcome.name(), position, JSON.writeValueAsString(tables))
                .update();
    }

    Optional<Report> last(String projection, Purpose purpose) {
        return jdbc.sql("""
                        SELECT * FROM event_store.rebuild_reports WHERE projection = ? AND purpose = ?
                        ORDER BY id DESC LIMIT 1""")
                .params(projection, purpose.name())
                .query(RebuildTable::report)
                .optional();
    }

    private static Report report(ResultSet row, int index) throws SQLException {
        return new Report(
                row.getObject("id", UUID.class),
                row.getString("projection"),
                Purpose.valueOf(row.getString("purpose")),
                Outcome.valueOf(row.getString("outcome")),
                row.getLong("position"),
                Rows.instant(row, "requested_at"),
                row.getString("requested_by"),
                Rows.instant(row, "finished_at"),
                JSON.readValue(row.getString("tables"), new TypeReference<List<TableReport>>() {}));
    }
}
