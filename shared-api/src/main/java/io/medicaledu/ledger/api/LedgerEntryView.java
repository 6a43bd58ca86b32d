package io.medicaledu.ledger.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * One side of what an event did to the money. The entries of one position add up to zero in each currency.
 *
 * @param entryId made of position and number
 * @param position of the event in the event store; an event is posted once
 * @param entryNo counts the entries of the event, from 1
 * @param account e.g. {@code provider:stripe} or {@code bookings}
 * @param amount positive if the account gains, negative if it gives
 * @param recordedAt when the event happened, UTC
 */
public record LedgerEntryView(
        UUID entryId,
        long position,
        int entryNo,
        String account,
        UUID bookingId,
        UUID paymentId,
        Money amount,
        String eventType,
        Instant recordedAt) {}
