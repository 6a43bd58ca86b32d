package io.medicaledu.scheduling.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code availability_slots}. */
@Entity
@Table(schema = "read_model", name = "availability_slots")
class SlotRow {

    @Id
    UUID id;

    UUID courseId;
    UUID instructorId;
    Instant startTimeUtc;
    Instant endTimeUtc;
    boolean isBooked;

    @Column(precision = 19, scale = 3)
    BigDecimal price;

    String currency;
    int maxParticipants;
    int currentParticipants;
    boolean isRecurring;

    @Nullable
    UUID seriesId;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    @Nullable
    String recurringPattern;

    @Nullable
    String notes;

    @Nullable
    Instant cancelledAt;

    @Nullable
    String cancellationReason;

    Instant createdAt;
    Instant updatedAt;
    long version;

    protected SlotRow() {}

    SlotRow(UUID id, UUID courseId, UUID instructorId, Instant createdAt) {
        this.id = id;
        this.courseId = courseId;
        this.instructorId = instructorId;
        this.createdAt = createdAt;
    }
}
