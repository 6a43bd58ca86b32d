package io.medicaledu.audit.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event before it is known what it changed.
 *
 * @param userId who did it, or whose request it goes back to; null if no user did
 * @param actor that user, or the process of the platform that acted
 * @param position of the event in the event store
 * @param changes what it does to rows, whatever they are before
 * @param ipAddress from where the request came that it goes back to
 */
record AuditEntry(
        UUID eventId,
        @Nullable UUID userId,
        String actor,
        String eventType,
        long position,
        List<RowChange> changes,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String correlationId,
        Instant at) {

    /** True if it says by itself whose request it goes back to, and from where that came. */
    boolean isComplete() {
        return userId != null && ipAddress != null;
    }

    /** The same, with what it does not say itself as its story began; null if that is not known. */
    AuditEntry from(AuditStories.@Nullable Origin origin) {
        if (origin == null) {
            return this;
        }
        boolean hasOwnAddress = ipAddress != null;
        return new AuditEntry(
                eventId,
                userId == null ? origin.userId() : userId,
                actor,
                eventType,
                position,
                changes,
                hasOwnAddress ? ipAddress : origin.ipAddress(),
                hasOwnAddress ? userAgent : origin.userAgent(),
                correlationId,
                at);
    }
}
