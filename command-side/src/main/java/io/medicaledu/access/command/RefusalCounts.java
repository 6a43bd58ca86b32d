package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts refused attempts by where they came from, by account, and all together, in spans of time that begin for all at the
 * same moment. The first ones of a span may be told one by one; a row that says how many more there were goes once it is over.
 */
@Component
public class RefusalCounts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessProperties properties;

    RefusalCounts(JdbcClient jdbc, Clock clock, AccessProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** By what attempts are counted. The names are stored. */
    enum Bound {
        Address,
        Account,
        All
    }

    /**
     * A span that is over.
     *
     * @param subject the network address or the user's id; empty for all
     * @param surplus how many were not told one by one
     */
    record Span(Bound bound, AccessKind kind, String subject, Instant since, Instant until, int surplus) {

        /** Of several network addresses together. */
        Span ofAnybody(int number) {
            return new Span(bound, kind, "", since, until, number);
        }
    }

    /**
     * Counts one more on an account that is locked or inactive, in the current transaction.
     *
     * @return whether it may be told by itself
     */
    public boolean mayTellOfAccount(AccessKind kind, UUID userId) {
        return count(Bound.Account, kind, userId.toString());
    }

    /** As {@link #mayTellOfAccount}, for one from a network address. What that address has too many of is no part of all. */
    boolean mayTellFrom(String address, AccessKind kind) {
        return count(Bound.Address, kind, address) && count(Bound.All, kind, "");
    }

    /** Counts what came in a flood; none of it is told one by one. */
    void addSurplus(AccessKind kind, String address, int number) {
        Instant since = since(Bound.Address);
        jdbc.sql("""
                        INSERT INTO command_side.refused_accesses AS old (bound, kind, subject, since, until, number)
                        VALUES (:bound, :kind, :subject, :since, :until, :most + :number)
                        ON CONFLICT (bound, kind, subject, since)
                        DO UPDATE SET number = greatest(old.number, :most) + :number""")
                .param("bound", Bound.Address.name())
                .param("kind", kind.name())
                .param("subject", address)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("until", since.plus(window(Bound.Address)).atOffset(ZoneOffset.UTC))
                .param("most", most(Bound.Address))
                .param("number", number)
                .update();
    }

    private Instant since(Bound bound) {
        long length = window(bound).toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(clock.instant().getEpochSecond(), length) * length);
    }

    private boolean count(Bound bound, AccessKind kind, String subject) {
        Instant since = since(bound);
        return jdbc.sql("""
                        INSERT INTO command_side.refused_accesses AS old (bound, kind, subject, since, until, number)
                        VALUES (:bound, :kind, :subject, :since, :until, 1)
                        ON CONFLICT (bound, kind, subject, since) DO UPDATE SET number = old.number + 1
                        RETURNING number""")
                        .param("bound", bound.name())
                        .param("kind", kind.name())
                        .param("subject", subject)
                        .param("since", since.atOffset(ZoneOffset.UTC))
                        .param("until", since.plus(window(bound)).atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                <= most(bound);
    }

    private Duration window(Bound bound) {
        return bound == Bound.Account ? properties.accountWindow() : properties.window();
    }

    private int most(Bound bound) {
        return switch (bound) {
            case Address -> properties.mostFromAddress();
            case Account -> properties.mostOfAccount();
            case All -> properties.mostInAll();
        };
    }

    /** Takes spans that are over out of the table, in the current transaction. */
    List<Span> takeOver(int most) {
        return jdbc.sql("""
                        DELETE FROM command_side.refused_accesses WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM command_side.refused_accesses WHERE until <= ?
                            ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED))
                        RETURNING bound, kind, subject, since, until, number""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), most)
                .query(this::span)
                .list();
    }

    private Span span(ResultSet row, int index) throws SQLException {
        Bound bound = Bound.valueOf(row.getString("bound"));
        return new Span(
                bound,
                AccessKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getInt("number") - most(bound));
    }
}
