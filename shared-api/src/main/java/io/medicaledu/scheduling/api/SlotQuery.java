package io.medicaledu.scheduling.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of slots. Those of a course that the caller may not see do not exist for the caller. */
public sealed interface SlotQuery {

    /** Answers {@link SlotView}. */
    record FindSlot(UUID slotId, @Nullable Caller caller) implements SlotQuery {}

    /**
     * Answers a page of {@link SlotView} by start time.
     *
     * @param onlyAvailable only those that can be booked now; by the caller, if that is known
     */
    record FindSlots(
            UUID courseId,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean onlyAvailable,
            @Nullable Caller caller,
            PageRequest page)
            implements SlotQuery {}
}
