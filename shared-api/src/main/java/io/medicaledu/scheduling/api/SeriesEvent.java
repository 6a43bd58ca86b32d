package io.medicaledu.scheduling.api;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a series of slots. */
public sealed interface SeriesEvent {

    UUID seriesId();

    @Revision("1")
    record SeriesCreated(
            UUID seriesId,
            UUID courseId,
            UUID instructorId,
            String rrule,
            ZoneId timeZone,
            LocalDateTime firstStartLocal,
            int durationMinutes,
            List<UUID> slotIds)
            implements SeriesEvent {}

    /** @param slotIds the slots that were cancelled with it; those that had begun are not */
    @Revision("1")
    record SeriesCancelled(UUID seriesId, String reason, List<UUID> slotIds) implements SeriesEvent {}
}
