package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot, as those who may book it see it.
 *
 * @param isBooked whether every seat is held or taken
 * @param currentParticipants seats that are held or taken
 * @param meetingUrl where it takes place, for its instructor and admins; those who are booked see it in their booking
 * @param recurringPattern rule, time zone and local start of a slot of a series
 */
public record SlotView(
        UUID slotId,
        UUID courseId,
        UUID instructorId,
        Instant startTimeUtc,
        Instant endTimeUtc,
        boolean isBooked,
        Money price,
        int maxParticipants,
        int currentParticipants,
        boolean isRecurring,
        @Nullable UUID seriesId,
        @Nullable Object recurringPattern,
        @Nullable String notes,
        @Nullable String meetingUrl,
        @Nullable Instant cancelledAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
