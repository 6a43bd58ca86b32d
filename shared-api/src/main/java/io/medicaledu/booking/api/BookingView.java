package io.medicaledu.booking.api;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking, as its parties and admins see it.
 *
 * @param sessionStartLocal the start on the reader's clock, e.g. {@code 2027-01-15T10:00+01:00[Europe/Berlin]}
 * @param rescheduledToBookingId the booking that has replaced this one, or will once its price difference is paid
 * @param decideUntil the school has moved the session: until then the student may accept, or cancel or choose another slot
 *     with everything back, as long as it has not passed; null if there is nothing to decide
 * @param meetingUrl for student and instructor only, as are the notes
 */
public record BookingView(
        UUID bookingId,
        UUID studentId,
        UUID slotId,
        UUID courseId,
        UUID instructorId,
        BookingStatus status,
        Money amount,
        Money discount,
        PaymentProvider provider,
        Instant sessionStartUtc,
        Instant sessionEndUtc,
        String sessionStartLocal,
        @Nullable Instant holdExpiresAt,
        @Nullable UUID rescheduledFromBookingId,
        @Nullable UUID rescheduledToBookingId,
        @Nullable String meetingUrl,
        @Nullable String meetingNotes,
        @Nullable CancellationReason cancellationReason,
        @Nullable Instant cancelledAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Instant decideUntil,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
