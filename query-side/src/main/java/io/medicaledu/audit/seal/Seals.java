package io.medicaledu.audit.seal;

import io.medicaledu.shared.query.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of seals, and the events as they are sealed. */
@Component
class Seals {

    private static final long LOCK = 4_711_032L;

    /** Plain columns alone: nothing that somebody could have put before PostgreSQL's own functions. */
    private static final String EVENTS = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data, time_stamp
            FROM event_store.domain_events WHERE""";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

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
        return jdbc.sql(EVENTS + " global_index > ? AND global_index <= ? ORDER BY global_index LIMIT ?")
                .params(after, until, limit)
                .query((row, index) -> new SealedEvent(
                        row.getLong("global_index"), row.getString("event_identifier"), leaf(text(row))))
                .list();
    }

    /** An event's text, as it is hashed. */
    Optional<String> textOf(long position) {
        return jdbc.sql(EVENTS + " global_index = ?")
                .param(position)
                .query((row, index) -> text(row))
                .optional();
    }

    /** Everything of an event, a line each; what is stored as JSON as PostgreSQL writes it, which has no line breaks. */
    private static String text(ResultSet row) throws SQLException {
        return String.join(
                "\n",
                row.getString("global_index"),
                row.getString("event_identifier"),
                row.getString("aggregate_identifier"),
                row.getString("sequence_number"),
                row.getString("type"),
                row.getString("payload_type"),
                Objects.toString(row.getString("payload_revision"), ""),
                TIME.format(row.getObject("time_stamp", OffsetDateTime.class)),
                row.getString("payload"),
                row.getString("meta_data"));
    }

    private static byte[] leaf(String text) {
        MessageDigest digest = MerkleTree.sha256();
        digest.update((byte) 0);
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is anything that should have been sealed. */
    boolean hasEventsBefore(Instant time) {
        return jdbc.sql("SELECT time_stamp FROM event_store.domain_events ORDER BY global_index LIMIT 1")
                .query((row, index) ->
                        row.getObject("time_stamp", OffsetDateTime.class).toInstant())
                .optional()
                .filter(first -> first.isBefore(time))
                .isPresent();
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
