package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** No two slots of one instructor overlap: an exclusion constraint, written in the transaction of the slot's events. */
@Component
@ProcessingGroup("claims")
class SlotClaims {

    private final JdbcClient jdbc;

    SlotClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem {@code slot-overlap} */
    void claim(UUID slotId, UUID instructorId, Instant start, Instant end) {
        int inserted = jdbc.sql("""
                        INSERT INTO command_side.slot_claims (slot_id, instructor_id, during)
                        VALUES (?, ?, tstzrange(?, ?)) ON CONFLICT DO NOTHING""")
                .params(slotId, instructorId, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
                .update();
        if (inserted == 0) {
            throw new Problem(ProblemCode.SLOT_OVERLAP, "The instructor has another slot at this time");
        }
    }

    @EventHandler
    void on(SlotCancelled event) {
        jdbc.sql("DELETE FROM command_side.slot_claims WHERE slot_id = ?")
                .param(event.slotId())
                .update();
    }
}
