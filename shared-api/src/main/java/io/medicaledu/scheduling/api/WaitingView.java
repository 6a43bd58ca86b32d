package io.medicaledu.scheduling.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A student who waits for a seat.
 *
 * @param position in the line, 1 for the next; 0 if a seat is offered
 * @param offeredUntil until then the seat can be booked; null if none is offered yet
 */
public record WaitingView(
        UUID slotId,
        int position,
        Instant joinedAt,
        @Nullable Instant offeredUntil) {}
