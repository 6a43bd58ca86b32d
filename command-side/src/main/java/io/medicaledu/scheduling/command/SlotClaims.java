package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** No two slots of one instructor overlap: an exclusion constraint, written in the transaction of the slot's events. */
@Component
@ProcessingGroup("claims")
class SlotClaims implements SlotTeachers {

    private final JdbcClient jdbc;

    SlotClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param end when the instructor is free again, the course's buffer included
     * @throws Problem {@code slot-overlap}
     */
    void claim(UUID slotId, UUID instructorId, Instant start, Instant end) {
        if (!tryClaim(slotId, instructorId, start, end)) {
            throw new Problem(ProblemCode.SLOT_OVERLAP, "The instructor has another slot at this time");
        }
    }

    /** False if the instructor has another slot at this time. */
    boolean tryClaim(UUID slotId, UUID instructorId, Instant start, Instant end) {
        return jdbc.sql("""
                        INSERT INTO command_side.slot_claims (slot_id, instructor_id, during)
                        VALUES (?, ?, tstzrange(?, ?)) ON CONFLICT DO NOTHING""")
                        .params(slotId, instructorId, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isFree(UUID instructorId, Instant start, Instant end) {
        return jdbc.sql("""
                        SELECT 1 FROM command_side.slot_claims
                        WHERE instructor_id = ? AND during && tstzrange(?, ?) LIMIT 1""")
                .params(instructorId, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    void giveUp(UUID slotId) {
        jdbc.sql("DELETE FROM command_side.slot_claims WHERE slot_id = ?")
                .param(slotId)
                .update();
    }

    @Override
    public UUID teacherOf(UUID slotId, UUID atFirst) {
        return jdbc.sql("SELECT instructor_id FROM command_side.slot_claims WHERE slot_id = ?")
                .param(slotId)
                .query(UUID.class)
                .optional()
                .orElse(atFirst);
    }

    /**
     * The time is another instructor's from now on.
     *
     * @throws Problem {@code slot-overlap} if that one has no time
     */
    void handOver(List<UUID> slotIds, UUID toInstructor) {
        UUID[] ids = slotIds.toArray(UUID[]::new);
        List<Problem.FieldError> conflicts = jdbc.sql("""
                        SELECT DISTINCT lower(slot.during) AS start FROM command_side.slot_claims AS slot
                        JOIN command_side.slot_claims AS other
                            ON other.instructor_id = ? AND other.during && slot.during AND other.slot_id <> slot.slot_id
                        WHERE slot.slot_id = ANY (?) ORDER BY start LIMIT 100""")
                .params(toInstructor, ids)
                .query((row, index) -> new Problem.FieldError(
                        "instructorId",
                        row.getObject("start", OffsetDateTime.class).toInstant() + " overlaps another slot"))
                .list();
        if (!conflicts.isEmpty()) {
            throw new Problem(ProblemCode.SLOT_OVERLAP, "The new instructor has other slots at these times", conflicts);
        }
        try {
            jdbc.sql("UPDATE command_side.slot_claims SET instructor_id = ? WHERE slot_id = ANY (?)")
                    .params(toInstructor, ids)
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new Problem(ProblemCode.SLOT_OVERLAP, "The new instructor has just got another slot at such a time");
        }
    }

    /** Those that are not over, running ones included. */
    List<UUID> notOverOf(UUID instructorId, Instant now) {
        return jdbc.sql("SELECT slot_id FROM command_side.slot_claims WHERE instructor_id = ? AND upper(during) > ?")
                .params(instructorId, now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    List<UUID> upcomingOf(UUID instructorId, Instant now) {
        return jdbc.sql("SELECT slot_id FROM command_side.slot_claims WHERE instructor_id = ? AND lower(during) > ?")
                .params(instructorId, now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** The slots of the series that start at or after the given time, in their order. */
    List<UUID> ofSeries(UUID seriesId, Instant from) {
        return jdbc.sql("""
                        SELECT slot_id FROM command_side.series_slots JOIN command_side.slot_claims USING (slot_id)
                        WHERE series_id = ? AND lower(during) >= ? ORDER BY lower(during)""")
                .params(seriesId, from.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    @EventHandler
    void on(SlotJoinedSeries event) {
        jdbc.sql("INSERT INTO command_side.series_slots (slot_id, series_id) VALUES (?, ?)")
                .params(event.slotId(), event.seriesId())
                .update();
    }

    @EventHandler
    void on(SlotCancelled event) {
        giveUp(event.slotId());
    }
}
