package io.medicaledu.ledger.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of holding bookings, payments, seats and ledger against each other.
 *
 * @param position of the newest event that was there; all of them up to it were judged
 * @param checkedBookings how many bookings were judged
 * @param unsettledBookings left out, as something was just happening to them; ask again to have them judged
 * @param differences what does not add up, at most 1,000
 * @param balanced whether there is no difference
 */
public record LedgerVerification(
        long position, long checkedBookings, long unsettledBookings, List<Difference> differences, boolean balanced) {

    /**
     * Something that does not add up.
     *
     * @param reason e.g. {@code ledger-differs}; all of them stand in docs/ledger.md
     * @param position of the event, if one event is wrong
     * @param currency ISO 4217; null where seats are counted
     * @param expected minor units, or seats
     * @param actual minor units, or seats
     */
    public record Difference(
            String reason,
            @Nullable UUID bookingId,
            @Nullable UUID paymentId,
            @Nullable UUID slotId,
            @Nullable Long position,
            @Nullable String currency,
            BigDecimal expected,
            BigDecimal actual) {}
}
