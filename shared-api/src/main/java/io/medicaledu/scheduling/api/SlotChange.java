package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Edit;
import io.medicaledu.shared.MoneyChange;
import java.time.Instant;

/** A partial change of a slot. Without a price it costs what the course costs, without a capacity it has one seat. */
public record SlotChange(
        Edit<Instant> startTime,
        Edit<Instant> endTime,
        Edit<MoneyChange> price,
        Edit<Integer> maxParticipants,
        Edit<String> notes,
        Edit<String> meetingUrl) {

    /** True if it says something about the time. */
    public boolean movesTime() {
        return startTime.given() || endTime.given();
    }
}
