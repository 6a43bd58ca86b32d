package io.medicaledu.sandbox.paypal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback: the payer's bank wants the money back (https://developer.paypal.com/docs/api/customer-disputes/v1/).
 *
 * @param amount what it is about; there may be several about parts of one capture
 * @param outcome once it is resolved, e.g. {@code RESOLVED_BUYER_FAVOUR}
 * @param amountRefunded what the buyer got then, from the account or from PayPal; null if nothing
 * @param createdAt Unix time in seconds, as {@code updatedAt}
 */
record Dispute(
        String id,
        String captureId,
        String reason,
        Status status,
        Money amount,
        @Nullable String outcome,
        @Nullable Money amountRefunded,
        long createdAt,
        long updatedAt)
        implements PayPalObject {

    static final String BUYER = "RESOLVED_BUYER_FAVOUR";
    static final String ACCEPTED = "ACCEPTED";
    static final String PAYOUT = "RESOLVED_WITH_PAYOUT";
    static final Set<String> OUTCOMES =
            Set.of(BUYER, ACCEPTED, PAYOUT, "RESOLVED_SELLER_FAVOUR", "CANCELED_BY_BUYER", "DENIED");
    static final String DEFAULT_REASON = "UNAUTHORISED";
    static final Set<String> REASONS = Set.of(
            DEFAULT_REASON,
            "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
            "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED",
            "CREDIT_NOT_PROCESSED",
            "DUPLICATE_TRANSACTION",
            "INCORRECT_AMOUNT",
            "PAYMENT_BY_OTHER_MEANS",
            "CANCELED_RECURRING_BILLING",
            "PROBLEM_WITH_REMITTANCE",
            "OTHER");

    /** PayPal's own names, with the state that belongs to each. */
    enum Status {
        WAITING_FOR_SELLER_RESPONSE("REQUIRED_ACTION"),
        UNDER_REVIEW("UNDER_PAYPAL_REVIEW"),
        RESOLVED("RESOLVED");

        private final String state;

        Status(String state) {
            this.state = state;
        }

        String state() {
            return state;
        }
    }

    Dispute underReview(long now) {
        return new Dispute(id, captureId, reason, Status.UNDER_REVIEW, amount, null, null, createdAt, now);
    }

    Dispute resolved(String result, @Nullable Money refunded, long now) {
        return new Dispute(id, captureId, reason, Status.RESOLVED, amount, result, refunded, createdAt, now);
    }
}
