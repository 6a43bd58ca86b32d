package io.medicaledu.scheduling.api;

import io.medicaledu.shared.PersonalData;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a series of slots. */
public sealed interface SeriesEvent {

    /** The series. */
    UUID seriesId();

    /**
     * An instructor has made slots by a rule; each slot has events of its own.
     *
     * @param instructorId who holds the sessions
     * @param rrule RFC 5545
     * @param timeZone in which the rule repeats
     * @param firstStartLocal of the first session, in that time zone
     * @param durationMinutes of each session
     * @param slotIds in the order of their time
     */
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

    /**
     * The series is cancelled with its slots that have not begun.
     *
     * @param reason what the students are told
     * @param slotIds the slots that were cancelled with it; those that had begun are not
     */
    @Revision("1")
    record SeriesCancelled(UUID seriesId, @PersonalData String reason, List<UUID> slotIds) implements SeriesEvent {}
}
