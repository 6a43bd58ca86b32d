package io.medicaledu.sandbox.paypal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback: the payer's bank wants the money back (https://developer.paypal.com/docs/api/customer-disputes/v1/).
 *
 * @param amount what it is about: what had not been refunded
 * @param outcome once it is resolved, e.g. {@code RESOLVED_BUYER_FAVOUR}
 * @param createdAt Unix time in seconds, as {@code updatedAt}
 */
record Dispute(
        String id,
        String captureId,
        String reason,
        Status status,
        Money amount,
        @Nullable String outcome,
        long createdAt,
        long updatedAt)
        implements PayPalObject {

    static final String BUYER = "RESOLVED_BUYER_FAVOUR";
    static final String SELLER = "RESOLVED_SELLER_FAVOUR";
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

    Dispute with(Status next, @Nullable String result, long now) {
        return new Dispute(id, captureId, reason, next, amount, result, createdAt, now);
    }
}
