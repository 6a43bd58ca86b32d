package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a dispute (https://developer.paypal.com/docs/api/customer-disputes/v1/) says about one capture. PayPal holds the
 * money back from the first inquiry on.
 *
 * @param amount what is disputed, which may be a part of the capture
 * @param lost what of it the payer got from us; zero as long as it is open, and if it is won
 */
record PayPalDispute(
        String id, String captureId, Money amount, String reason, DisputeState state, Money lost, Instant openedAt) {

    /** One for each transaction that is disputed; nearly always one. */
    static List<PayPalDispute> of(JsonNode dispute) {
        List<JsonNode> disputed =
                dispute.path("disputed_transactions").valueStream().toList();
        List<PayPalDispute> parts = new ArrayList<>();
        Optional<Money> refunded = amountRefunded(dispute);
        for (JsonNode transaction : disputed) {
            Money amount = PayPalAmounts.money(
                    disputed.size() == 1 ? dispute.path("dispute_amount") : transaction.path("gross_amount"));
            Money lost = lost(dispute, amount, refunded);
            refunded = refunded.map(left -> left.currency().equals(lost.currency()) ? left.minus(lost) : left);
            parts.add(new PayPalDispute(
                    dispute.path("dispute_id").asString(""),
                    transaction.path("seller_transaction_id").asString(""),
                    amount,
                    dispute.path("reason").asString("OTHER"),
                    state(dispute, lost),
                    lost,
                    PayPalJson.time(dispute, "create_time")));
        }
        return parts;
    }

    private static Optional<Money> amountRefunded(JsonNode dispute) {
        JsonNode refunded = dispute.path("dispute_outcome").path("amount_refunded");
        return refunded.isObject() ? Optional.of(PayPalAmounts.money(refunded)) : Optional.empty();
    }

    private static DisputeState state(JsonNode dispute, Money lost) {
        if (!isResolved(dispute)) {
            return DisputeState.Open;
        }
        return lost.isPositive() ? DisputeState.Lost : DisputeState.Won;
    }

    /**
     * Only what is decided for the buyer, or accepted, is ours to pay, and that only as far as it was refunded; all of it
     * if PayPal does not tell. {@code RESOLVED_WITH_PAYOUT} is paid by PayPal itself; what a buyer has withdrawn, or what
     * was denied, costs nothing, and money that a seller gave all the same is a refund of its own.
     */
    private static Money lost(JsonNode dispute, Money amount, Optional<Money> refunded) {
        return isResolved(dispute) && isForBuyer(dispute)
                ? refunded.filter(money -> money.currency().equals(amount.currency()))
                        .map(money -> money.min(amount))
                        .orElse(amount)
                : Money.zero(amount.currency());
    }

    private static boolean isResolved(JsonNode dispute) {
        return dispute.path("status").asString("").equals("RESOLVED");
    }

    private static boolean isForBuyer(JsonNode dispute) {
        String outcome = dispute.path("dispute_outcome").path("outcome_code").asString("");
        return outcome.equals("RESOLVED_BUYER_FAVOUR") || outcome.equals("ACCEPTED");
    }

    /** What is disputed is held until it is resolved; what is not lost then is free. PayPal tells of no movements. */
    DisputeFunds funds() {
        return switch (state) {
            case Open -> DisputeFunds.standing(amount, Money.zero(amount.currency()));
            case Won, Lost -> DisputeFunds.standing(amount, amount.minus(lost));
        };
    }

    /** What is lost of it, if it is lost; else what is disputed. */
    Money amountAtStake() {
        return state == DisputeState.Lost ? lost : amount;
    }

    /** Whether it was lost by this refund, which nobody has asked for here. */
    boolean wasLostBy(JsonNode refund) {
        return state == DisputeState.Lost && lost.equals(amountOf(refund)) && isEarlierThan(refund);
    }

    /** Whether this refund, which nobody has asked for here, may be how it will end. */
    boolean mayEndWith(JsonNode refund) {
        Money refunded = amountOf(refund);
        return state == DisputeState.Open
                && refunded.currency().equals(amount.currency())
                && refunded.compareTo(amount) <= 0
                && isEarlierThan(refund);
    }

    /** What it is about once a part of it is taken for the execution of it. */
    PayPalDispute without(JsonNode refund) {
        return new PayPalDispute(id, captureId, amount.minus(amountOf(refund)), reason, state, lost, openedAt);
    }

    static Money amountOf(JsonNode refund) {
        return PayPalAmounts.money(refund.path("amount"));
    }

    private boolean isEarlierThan(JsonNode refund) {
        return !PayPalJson.time(refund, "create_time").isBefore(openedAt);
    }
}
