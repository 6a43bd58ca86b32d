package io.medicaledu.audit.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the part of the feed in which something happened: positions and times go up together, but for events that were
 * written a little later than others that are younger. So nobody reads the whole store for one hour of it.
 */
@Component
class PositionsByTime {

    /** Nothing waits so long between its time and its place in the feed. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final JdbcClient jdbc;

    PositionsByTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Event(long position, Instant time) {}

    /** A position before everything that happened at the time or later; 0 for no time. */
    long before(@Nullable Instant time, long last) {
        return time == null ? 0 : firstAtOrAfter(time.minus(MARGIN), last) - 1;
    }

    /** A position after everything that happened before the time; the last one for no time. */
    long after(@Nullable Instant time, long last) {
        return time == null ? last : Math.min(last, firstAtOrAfter(time.plus(MARGIN), last));
    }

    /** By halving: some thirty looks into the primary key, however many events there are. */
    private long firstAtOrAfter(Instant time, long last) {
        long low = 1;
        long high = last + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Event> event = firstFrom(middle);
            if (event.isEmpty() || event.get().position() >= high) {
                high = middle;
            } else if (event.get().time().isBefore(time)) {
                low = event.get().position() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Positions have holes, where transactions were rolled back. */
    private Optional<Event> firstFrom(long position) {
        return jdbc.sql("""
                        SELECT global_index, time_stamp FROM event_store.domain_events WHERE global_index >= ?
                        ORDER BY global_index LIMIT 1""")
                .param(position)
                .query((row, index) -> new Event(
                        row.getLong("global_index"),
                        row.getObject("time_stamp", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
