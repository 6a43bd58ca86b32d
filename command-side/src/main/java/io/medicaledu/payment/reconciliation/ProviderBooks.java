package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a provider says has moved on our account. Reading it changes nothing. Every method throws
 * {@link io.medicaledu.payment.command.ProviderUnavailableException} if the provider does not answer.
 */
public interface ProviderBooks {

    PaymentProvider provider();

    /** How long after it was made the books may not show a transaction yet; nothing younger is judged. */
    Duration lag();

    /** Captures, refunds and disputes that were made within the time, as they stand now, in any order. */
    List<Movement> movements(Instant from, Instant until);

    /** That one transaction, whenever it was made; empty if the provider knows nothing of it. */
    Optional<Movement> find(ProviderTransactions.Kind kind, String reference);
}
