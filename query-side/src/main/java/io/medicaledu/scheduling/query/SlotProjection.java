package io.medicaledu.scheduling.query;

import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import io.medicaledu.scheduling.api.SlotEvent.SeatTaken;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.shared.query.RebuiltTables;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
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
    private final RebuiltTables tables;

    SlotProjection(JdbcClient jdbc, RebuiltTables tables) {
        this.slots = SlotRow.table(jdbc);
        this.tables = tables;
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
        });
    }

    @EventHandler
    void on(SlotChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.slotId(), at, version, row -> {
            row.startTimeUtc = event.startTime();
            row.endTimeUtc = event.endTime();
            row.price = Rows.decimal(event.price());
            row.currency = event.price().currency();
            row.maxParticipants = event.maxParticipants();
            row.isBooked = row.currentParticipants >= row.maxParticipants;
            row.notes = event.notes();
        });
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
            row.isBooked = row.currentParticipants >= row.maxParticipants;
        });
    }

    private void change(UUID slotId, Instant at, long version, Consumer<SlotRow> change) {
        slots.change(slotId, row -> {
            change.accept(row);
            row.updatedAt = at;
            row.version = version;
        });
    }

    @ResetHandler
    void reset() {
        tables.empty("availability-slots", "availability_slots");
    }
}
