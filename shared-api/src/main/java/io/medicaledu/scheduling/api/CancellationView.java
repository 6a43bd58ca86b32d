package io.medicaledu.scheduling.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a cancelled slot or series so far.
 *
 * @param slotId the slot; null for a series
 * @param seriesId the series; null for a slot
 * @param cancelledBy the id of the user who cancelled it, or the name of a process if no user did
 * @param amounts one for each currency; empty if nothing is owed
 * @param isComplete whether every booking has ended and every refund has its result, good or bad
 * @param completedAt when the last of them did; null until then
 */
public record CancellationView(
        @Nullable UUID slotId,
        @Nullable UUID seriesId,
        String reason,
        Instant cancelledAt,
        String cancelledBy,
        Bookings bookings,
        Refunds refunds,
        List<Amounts> amounts,
        boolean isComplete,
        @Nullable Instant completedAt) {

    /**
     * Bookings that held a seat when it was cancelled, paid or not.
     *
     * @param otherwiseEnded neither cancelled nor remaining, e.g. moved to another slot in time
     * @param remaining still to be cancelled
     */
    public record Bookings(int total, int cancelled, int otherwiseEnded, int remaining) {}

    /**
     * Refunds that the ended bookings are owed; one for each payment of a booking.
     *
     * @param requested asked for already
     * @param pending without a result; those that are about to be asked for are among them
     */
    public record Refunds(int requested, int succeeded, int failed, int pending) {}

    /**
     * Decimal amounts of one currency.
     *
     * @param toRefund of all refunds so far, whatever their result
     */
    public record Amounts(String currency, String toRefund, String refunded, String failed) {}
}
