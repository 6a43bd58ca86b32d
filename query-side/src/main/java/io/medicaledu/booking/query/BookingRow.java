package io.medicaledu.booking.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code bookings}. */
@Entity
@Table(schema = "read_model", name = "bookings")
class BookingRow {

    @Id
    UUID id;

    UUID studentId;
    UUID availabilitySlotId;
    UUID courseId;
    UUID instructorId;
    short status;

    @Column(precision = 19, scale = 3)
    BigDecimal amount;

    @Column(precision = 19, scale = 3)
    BigDecimal discountAmount;

    String currency;
    short provider;
    Instant sessionStart;
    Instant sessionEnd;

    @Nullable
    Instant holdExpiresAt;

    @Nullable
    UUID rescheduledFromBookingId;

    @Nullable
    UUID rescheduledToBookingId;

    @Nullable
    Instant completedAt;

    @Nullable
    String meetingUrl;

    @Nullable
    String meetingNotes;

    @Nullable
    String cancellationReason;

    @Nullable
    String cancellationNote;

    @Nullable
    Instant cancelledAt;

    @Nullable
    Instant confirmedAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    protected BookingRow() {}

    BookingRow(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }
}
