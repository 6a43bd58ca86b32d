package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dispute about a payment.
 *
 * @param disputeId the provider's own id
 * @param providerTransactionId the provider's id of the captured payment that it is about
 * @param state {@code Open}, {@code Won} (all the money is with us) or {@code Lost} (money is gone, be it only a part)
 * @param reason in the provider's words
 * @param amount what is disputed
 * @param withdrawn what the provider has taken
 * @param reinstated what of it the provider has given back
 * @param lost what is gone for good; zero as long as it is open
 * @param decidedAt null as long as it is open
 */
public record DisputeView(
        String disputeId,
        @Nullable String providerTransactionId,
        String state,
        @Nullable String reason,
        Money amount,
        Money withdrawn,
        Money reinstated,
        Money lost,
        Instant openedAt,
        @Nullable Instant decidedAt) {}
