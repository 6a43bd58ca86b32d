package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.Nullable;

/**
 * A dispute (https://docs.stripe.com/api/disputes/object), or an inquiry, which is a dispute whose status begins with
 * {@code warning} and for which no money is withdrawn; or one that was prevented before it became a chargeback.
 *
 * @param amount in minor units; there may be several about parts of one charge
 * @param reason e.g. {@code fraudulent}
 * @param status {@code needs_response}, {@code won} or {@code lost}; of an inquiry {@code warning_needs_response} or
 *     {@code warning_closed}; {@code prevented}
 * @param reinstated what the bank has given back, in minor units; null if nothing yet
 * @param method {@code card} or {@code sepa_debit}; null for a card
 * @param created Unix time in seconds
 * @param updated Unix time in seconds, of the last change of status
 */
public record Dispute(
        String id,
        String paymentIntent,
        String charge,
        long amount,
        String currency,
        String reason,
        String status,
        @Nullable Long reinstated,
        @Nullable String method,
        long created,
        long updated)
        implements StripeObject {

    static final String CARD = "card";
    static final String SEPA_DEBIT = "sepa_debit";
    static final String NEEDS_RESPONSE = "needs_response";
    static final String INQUIRY = "warning_needs_response";
    static final String INQUIRY_CLOSED = "warning_closed";
    static final String PREVENTED = "prevented";
    static final String WON = "won";
    static final String LOST = "lost";

    boolean isA(String wanted) {
        return status.equals(wanted);
    }

    /** Stripe details the method of cards, and of a few others, but not of bank debits. */
    boolean isOfCard() {
        return !SEPA_DEBIT.equals(method);
    }

    boolean openInquiry() {
        return isA(INQUIRY);
    }

    /** True if the disputed amount has left the account, be it only for a time. */
    boolean withdrawn() {
        return isA(NEEDS_RESPONSE) || isA(WON) || isA(LOST);
    }

    /** True while the account's owner is waited for. */
    boolean underWay() {
        return isA(NEEDS_RESPONSE) || isA(INQUIRY);
    }

    /** False while the money is with the bank, and for good once the dispute is lost. */
    boolean refundable() {
        return !isA(NEEDS_RESPONSE) && !isA(LOST);
    }

    /** What is not to be had any more: it has left the account, or the bank asks for it. */
    long atStake() {
        return isA(INQUIRY_CLOSED) || isA(PREVENTED) ? 0 : amount - given();
    }

    /** What has left the account and not come back. */
    long taken() {
        return withdrawn() ? amount - given() : 0;
    }

    private long given() {
        return reinstated == null ? 0 : reinstated;
    }

    Dispute with(String newStatus, long now) {
        return new Dispute(
                id, paymentIntent, charge, amount, currency, reason, newStatus, reinstated, method, created, now);
    }

    Dispute givenBack(long money, long now) {
        return new Dispute(id, paymentIntent, charge, amount, currency, reason, status, money, method, created, now);
    }
}
