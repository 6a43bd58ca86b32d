package io.medicaledu.scheduling.query;

import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import io.medicaledu.shared.query.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code availability_slots}. */
@SuppressWarnings("NullAway.Init") // filled field by field
class SlotRow {

    UUID id;

    UUID courseId;
    UUID instructorId;
    Instant startTimeUtc;
    Instant endTimeUtc;
    boolean isBooked;

    BigDecimal price;

    String currency;
    int maxParticipants;
    int currentParticipants;
    int offeredSeats;
    boolean isRecurring;

    @Nullable
    UUID seriesId;

    @Nullable
    String recurringPattern;

    @Nullable
    String notes;

    @Nullable
    String meetingUrl;

    @Nullable
    Instant cancelledAt;

    @Nullable
    String cancellationReason;

    Instant createdAt;
    Instant updatedAt;
    long version;

    SlotRow(UUID id, UUID courseId, UUID instructorId, Instant createdAt) {
        this.id = id;
        this.courseId = courseId;
        this.instructorId = instructorId;
        this.createdAt = createdAt;
    }

    /** The table as its projection writes it. */
    static RowTable<SlotRow> table(JdbcClient jdbc) {
        return new RowTable<>(
                jdbc,
                "read_model.availability_slots",
                it -> it.id,
                SlotRow::read,
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("course_id", "uuid", it -> it.courseId),
                        new Column<>("instructor_id", "uuid", it -> it.instructorId),
                        new Column<>("start_time_utc", "timestamptz", it -> it.startTimeUtc),
                        new Column<>("end_time_utc", "timestamptz", it -> it.endTimeUtc),
                        new Column<>("is_booked", "boolean", it -> it.isBooked),
                        new Column<>("price", "numeric", it -> it.price),
                        new Column<>("currency", "text", it -> it.currency),
                        new Column<>("max_participants", "integer", it -> it.maxParticipants),
                        new Column<>("current_participants", "integer", it -> it.currentParticipants),
                        new Column<>("offered_seats", "integer", it -> it.offeredSeats),
                        new Column<>("is_recurring", "boolean", it -> it.isRecurring),
                        new Column<>("series_id", "uuid", it -> it.seriesId),
                        new Column<>("recurring_pattern", "jsonb", it -> it.recurringPattern),
                        new Column<>("notes", "text", it -> it.notes),
                        new Column<>("meeting_url", "text", it -> it.meetingUrl),
                        new Column<>("cancelled_at", "timestamptz", it -> it.cancelledAt),
                        new Column<>("cancellation_reason", "text", it -> it.cancellationReason),
                        new Column<>("created_at", "timestamptz", it -> it.createdAt),
                        new Column<>("updated_at", "timestamptz", it -> it.updatedAt),
                        new Column<>("version", "bigint", it -> it.version)));
    }

    private static SlotRow read(ResultSet row, int index) throws SQLException {
        SlotRow it = new SlotRow(
                row.getObject("id", UUID.class),
                row.getObject("course_id", UUID.class),
                row.getObject("instructor_id", UUID.class),
                Rows.instant(row, "created_at"));
        it.startTimeUtc = Rows.instant(row, "start_time_utc");
        it.endTimeUtc = Rows.instant(row, "end_time_utc");
        it.isBooked = row.getBoolean("is_booked");
        it.price = row.getBigDecimal("price");
        it.currency = row.getString("currency");
        it.maxParticipants = row.getInt("max_participants");
        it.currentParticipants = row.getInt("current_participants");
        it.offeredSeats = row.getInt("offered_seats");
        it.isRecurring = row.getBoolean("is_recurring");
        it.seriesId = row.getObject("series_id", UUID.class);
        it.recurringPattern = row.getString("recurring_pattern");
        it.notes = row.getString("notes");
        it.meetingUrl = row.getString("meeting_url");
        it.cancelledAt = Rows.instantOrNull(row, "cancelled_at");
        it.cancellationReason = row.getString("cancellation_reason");
        it.updatedAt = Rows.instant(row, "updated_at");
        it.version = row.getLong("version");
        return it;
    }
}
