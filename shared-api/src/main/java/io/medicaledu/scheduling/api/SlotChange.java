package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A partial change of a slot: what is null stays as it is. */
public record SlotChange(
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Money price,
        @Nullable Integer maxParticipants,
        @Nullable String notes) {

    /** True if the slot gets another time. */
    public boolean movesTime() {
        return startTime != null || endTime != null;
    }
}
