package io.medicaledu.scheduling.query;

import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import io.medicaledu.scheduling.api.SlotEvent.SeatTaken;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.scheduling.api.SlotEvent.SlotMeetingArranged;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistClosed;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistLeft;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistPaused;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistResumed;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code availability_slots}. A seat counts from the moment it is held. */
@Component
@ProcessingGroup("availability-slots")
class SlotProjection {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RowTable<SlotRow> slots;
    private final JdbcClient jdbc;

    SlotProjection(JdbcClient jdbc) {
        this.slots = SlotRow.table(jdbc);
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SlotCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        SlotRow row = new SlotRow(event.slotId(), event.courseId(), event.instructorId(), at);
        row.startTimeUtc = event.startTime();
        row.endTimeUtc = event.endTime();
        row.price = Rows.decimal(event.price());
        row.currency = event.price().currency();
        row.maxParticipants = event.maxParticipants();
        row.notes = event.notes();
        row.updatedAt = at;
        row.version = version;
        slots.insert(row);
    }

    @EventHandler
    void on(SeatHeld event, @Timestamp Instant at, @SequenceNumber long version) {
        changeParticipants(event.slotId(), at, version, 1);
    }

    @EventHandler
    void on(SeatTaken event, @Timestamp Instant at, @SequenceNumber long version) {
        changeParticipants(event.slotId(), at, version, 0);
    }

    @EventHandler
    void on(SeatReleased event, @Timestamp Instant at, @SequenceNumber long version) {
        changeParticipants(event.slotId(), at, version, -1);
    }

    @EventHandler
    void on(SlotCancelled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {
            row.cancelledAt = at;
            row.cancellationReason = event.reason();
            row.offeredSeats = 0;
        });
        removeWaiters(event.slotId());
    }

    private void removeWaiters(UUID slotId) {
        jdbc.sql("DELETE FROM read_model.slot_waiters WHERE slot_id = ?")
                .param(slotId)
                .update();
    }

    @EventHandler
    void on(WaitlistClosed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.offeredSeats = 0);
        removeWaiters(event.slotId());
    }

    @EventHandler
    void on(SlotChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {
            row.startTimeUtc = event.startTime();
            row.endTimeUtc = event.endTime();
            row.price = Rows.decimal(event.price());
            row.currency = event.price().currency();
            row.maxParticipants = event.maxParticipants();
            row.notes = event.notes();
        });
    }

    @EventHandler
    void on(SlotMeetingArranged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.meetingUrl = event.meetingUrl());
    }

    @EventHandler
    void on(SlotHandedOver event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.instructorId = event.instructorId());
    }

    @EventHandler
    void on(SlotJoinedSeries event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {
            row.isRecurring = true;
            row.seriesId = event.seriesId();
            row.recurringPattern = JSON.writeValueAsString(Map.of(
                    "rrule", event.rrule(),
                    "timeZone", event.timeZone().getId(),
                    "startLocal", event.localStart().toString()));
        });
    }

    private void changeParticipants(UUID slotId, Instant at, long version, int difference) {
        change(slotId, at, version, row -> {
            row.currentParticipants += difference;
        });
    }

    @EventHandler
    void on(WaitlistJoined event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {});
        jdbc.sql("""
                        INSERT INTO read_model.slot_waiters (slot_id, student_id, joined_at, line) VALUES (?, ?, ?, ?)""")
                .params(event.slotId(), event.studentId(), Rows.utc(event.joinedAt()), version)
                .update();
    }

    @EventHandler
    void on(WaitlistLeft event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {});
        removeWaiter(event.slotId(), event.studentId());
    }

    @EventHandler
    void on(SeatOffered event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.offeredSeats++);
        jdbc.sql("UPDATE read_model.slot_waiters SET offered_until = ? WHERE slot_id = ? AND student_id = ?")
                .params(Rows.utc(event.until()), event.slotId(), event.studentId())
                .update();
    }

    @EventHandler
    void on(SeatOfferEnded event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.offeredSeats--);
        removeWaiter(event.slotId(), event.studentId());
    }

    @EventHandler
    void on(WaitlistPaused event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> row.offeredSeats = 0);
        jdbc.sql("UPDATE read_model.slot_waiters SET offered_until = NULL WHERE slot_id = ?")
                .param(event.slotId())
                .update();
    }

    @EventHandler
    void on(WaitlistResumed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {});
    }

    private void removeWaiter(UUID slotId, UUID studentId) {
        jdbc.sql("DELETE FROM read_model.slot_waiters WHERE slot_id = ? AND student_id = ?")
                .params(slotId, studentId)
                .update();
    }

    private void change(UUID slotId, Instant at, long version, Consumer<SlotRow> change) {
        slots.change(slotId, row -> {
            change.accept(row);
            row.isBooked = row.currentParticipants + row.offeredSeats >= row.maxParticipants;
            row.updatedAt = at;
            row.version = version;
        });
    }
}
