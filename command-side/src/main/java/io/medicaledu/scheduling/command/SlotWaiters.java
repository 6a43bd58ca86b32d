package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistLeft;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits where, written in the transaction of the slots' events. */
@Component
@ProcessingGroup("claims")
public class SlotWaiters {

    private final JdbcClient jdbc;

    SlotWaiters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the student waits, or is offered a seat. */
    List<UUID> slotsOf(UUID studentId) {
        return jdbc.sql("SELECT slot_id FROM command_side.slot_waiters WHERE student_id = ? ORDER BY slot_id")
                .param(studentId)
                .query(UUID.class)
                .list();
    }

    /** The slots of the course for which somebody waits. */
    List<UUID> slotsOfCourse(UUID courseId) {
        return jdbc.sql("SELECT DISTINCT slot_id FROM command_side.slot_waiters WHERE course_id = ? ORDER BY slot_id")
                .param(courseId)
                .query(UUID.class)
                .list();
    }

    /** Who waits for a seat of the slot, those with an offer included. */
    public List<UUID> of(UUID slotId) {
        return jdbc.sql("SELECT student_id FROM command_side.slot_waiters WHERE slot_id = ?")
                .param(slotId)
                .query(UUID.class)
                .list();
    }

    /** Takes all who waited for a slot that is no more from the table; tells who they were. */
    public List<UUID> removeAll(UUID slotId) {
        return jdbc.sql("DELETE FROM command_side.slot_waiters WHERE slot_id = ? RETURNING student_id")
                .param(slotId)
                .query(UUID.class)
                .list();
    }

    @EventHandler
    void on(WaitlistJoined event) {
        jdbc.sql("""
                        INSERT INTO command_side.slot_waiters (slot_id, student_id, course_id) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING""")
                .params(event.slotId(), event.studentId(), event.courseId())
                .update();
    }

    @EventHandler
    void on(WaitlistLeft event) {
        remove(event.slotId(), event.studentId());
    }

    @EventHandler
    void on(SeatOfferEnded event) {
        remove(event.slotId(), event.studentId());
    }

    private void remove(UUID slotId, UUID studentId) {
        jdbc.sql("DELETE FROM command_side.slot_waiters WHERE slot_id = ? AND student_id = ?")
                .params(slotId, studentId)
                .update();
    }
}
