package io.medicaledu.scheduling.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the waitlist of a full slot. */
public sealed interface WaitlistCommand {

    /**
     * Waits for a seat; answers the place in the line, 1 for the first. Repeated, it changes nothing.
     *
     * @throws io.medicaledu.shared.Problem {@code slot-not-full}, {@code already-booked}, {@code slot-closed}, {@code
     *     course-not-published}, {@code instructor-inactive}, {@code waitlist-full}, {@code own-slot}
     */
    record JoinWaitlist(@TargetAggregateIdentifier UUID slotId, UUID studentId) implements WaitlistCommand {}

    /** Waits no longer, or declines the seat that was offered. */
    record LeaveWaitlist(@TargetAggregateIdentifier UUID slotId, UUID studentId) implements WaitlistCommand {}

    /** Waits nowhere any more. */
    record LeaveWaitlists(@TargetAggregateIdentifier UUID studentId) implements WaitlistCommand {}

    /** The course is not offered any more: nobody is offered a seat of its slots until it is again. */
    record PauseWaitlists(@TargetAggregateIdentifier UUID courseId) implements WaitlistCommand {}

    /** The course is gone: nobody waits for a seat of its slots any more. */
    record CloseWaitlists(@TargetAggregateIdentifier UUID courseId) implements WaitlistCommand {}

    /** The course is offered again: seats that came free meanwhile are offered to those who wait. */
    record ResumeWaitlists(@TargetAggregateIdentifier UUID courseId) implements WaitlistCommand {}

    /** The time of an offer has come; does nothing if it was taken or declined. */
    record ExpireOffer(@TargetAggregateIdentifier UUID slotId, UUID studentId, Instant until)
            implements WaitlistCommand {}
}
