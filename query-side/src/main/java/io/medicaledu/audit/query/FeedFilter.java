package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to read of the feed.
 *
 * @param after the position after which to go on
 * @param types null means all
 * @param from inclusive, as {@code to} is exclusive
 */
public record FeedFilter(
        long after,
        @Nullable List<String> types,
        @Nullable UUID aggregateId,
        @Nullable String correlationId,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** @throws Problem {@code validation} if the period ends before it begins */
    public FeedFilter {
        if (from != null && to != null && from.isAfter(to)) {
            throw Problem.invalid("from", "must not be after to");
        }
    }

    /** Everything. */
    static FeedFilter all(long after) {
        return new FeedFilter(after, null, null, null, null, null, null);
    }

    /** The same, further on. */
    public FeedFilter after(long position) {
        return new FeedFilter(position, types, aggregateId, correlationId, actor, from, to);
    }

    /** Whether the event is meant, as the database would say. */
    boolean matches(AuditEvent event) {
        return event.position() > after
                && (types == null || types.contains(event.type()))
                && (aggregateId == null || aggregateId.toString().equals(event.aggregateId()))
                && (correlationId == null || correlationId.equals(event.correlationId()))
                && (actor == null || actor.equals(event.actor()))
                && (from == null || !event.occurredAt().isBefore(from))
                && (to == null || event.occurredAt().isBefore(to));
    }
}
