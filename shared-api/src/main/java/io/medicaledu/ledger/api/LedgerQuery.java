package io.medicaledu.ledger.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of the ledger. */
public sealed interface LedgerQuery {

    /** Answers a page of {@link LedgerEntryView}, newest first. */
    record FindLedgerEntries(
            @Nullable UUID bookingId,
            @Nullable UUID paymentId,
            @Nullable LedgerAccount account,
            PageRequest page) implements LedgerQuery {}

    /** Answers {@link LedgerBalances}. */
    record FindLedgerBalances() implements LedgerQuery {}
}
