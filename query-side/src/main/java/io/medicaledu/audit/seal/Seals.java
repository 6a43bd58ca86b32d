package io.medicaledu.audit.seal;

import io.medicaledu.shared.query.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of seals, and the events as they are sealed. */
@Component
class Seals {

    private static final long LOCK = 4_711_032L;

    /** What of an event is sealed: everything, as PostgreSQL writes it down. */
    private static final String TEXT = """
            jsonb_build_array(global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data,
                to_char(time_stamp AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text""";

    private final JdbcClient jdbc;

    Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param leaf SHA-256 of a zero byte and the event's text */
    record SealedEvent(long position, String eventId, byte[] leaf) {}

    /** One node at a time; until the end of the transaction. */
    boolean tryLock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    Optional<Seal> last() {
        return jdbc.sql("SELECT * FROM event_store.seals ORDER BY block DESC LIMIT 1")
                .query(Seals::read)
                .optional();
    }

    Optional<Seal> find(long block) {
        return jdbc.sql("SELECT * FROM event_store.seals WHERE block = ?")
                .param(block)
                .query(Seals::read)
                .optional();
    }

    /** The one whose block the position lies in. */
    Optional<Seal> findByPosition(long position) {
        return jdbc.sql("SELECT * FROM event_store.seals WHERE last_position >= ? ORDER BY last_position LIMIT 1")
                .param(position)
                .query(Seals::read)
                .optional();
    }

    /** Those after the given block, in their order. */
    List<Seal> after(long block, int limit) {
        return jdbc.sql("SELECT * FROM event_store.seals WHERE block > ? ORDER BY block LIMIT ?")
                .params(block, limit)
                .query(Seals::read)
                .list();
    }

    void insert(Seal seal) {
        jdbc.sql("""
                        INSERT INTO event_store.seals (block, first_position, last_position, positions, leaves, root,
                            previous, sealed_at, hash, public_key, signature)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        seal.block(),
                        seal.positions().getFirst(),
                        seal.positions().getLast(),
                        seal.positions().toArray(Long[]::new),
                        seal.leaves(),
                        seal.root(),
                        seal.previous(),
                        Rows.utc(seal.sealedAt()),
                        seal.hash(),
                        seal.publicKey(),
                        seal.signature())
                .update();
    }

    /** Those after one position up to another, in their order. */
    List<SealedEvent> events(long after, long until, int limit) {
        return jdbc.sql("""
                        SELECT global_index, event_identifier, sha256('\\x00'::bytea || convert_to(%s, 'UTF8')) AS leaf
                        FROM event_store.domain_events WHERE global_index > ? AND global_index <= ?
                        ORDER BY global_index LIMIT ?""".formatted(TEXT))
                .params(after, until, limit)
                .query((row, index) -> new SealedEvent(
                        row.getLong("global_index"), row.getString("event_identifier"), row.getBytes("leaf")))
                .list();
    }

    /** An event's text, as it is hashed. */
    Optional<String> textOf(long position) {
        return jdbc.sql("SELECT " + TEXT + " FROM event_store.domain_events WHERE global_index = ?")
                .param(position)
                .query(String.class)
                .optional();
    }

    private static Seal read(ResultSet row, int index) throws SQLException {
        Array positions = row.getArray("positions");
        return new Seal(
                row.getLong("block"),
                List.of((Long[]) positions.getArray()),
                row.getBytes("leaves"),
                row.getBytes("root"),
                row.getBytes("previous"),
                Rows.instant(row, "sealed_at"),
                row.getBytes("hash"),
                row.getString("public_key"),
                row.getBytes("signature"));
    }
}
