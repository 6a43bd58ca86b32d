package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a dispute (https://developer.paypal.com/docs/api/customer-disputes/v1/) says about one capture. PayPal holds the
 * money back from the first inquiry on.
 */
record PayPalDispute(String id, String captureId, Money amount, String reason, DisputeState state, Instant openedAt) {

    /** One for each transaction that is disputed; nearly always one. */
    static List<PayPalDispute> of(JsonNode dispute) {
        List<JsonNode> disputed =
                dispute.path("disputed_transactions").valueStream().toList();
        return disputed.stream()
                .map(transaction -> new PayPalDispute(
                        dispute.path("dispute_id").asString(""),
                        transaction.path("seller_transaction_id").asString(""),
                        PayPalAmounts.money(
                                disputed.size() == 1
                                        ? dispute.path("dispute_amount")
                                        : transaction.path("gross_amount")),
                        dispute.path("reason").asString("OTHER"),
                        state(dispute),
                        PayPalJson.time(dispute, "create_time")))
                .toList();
    }

    /** {@code RESOLVED_WITH_PAYOUT} is paid by PayPal itself, so it is not lost. */
    private static DisputeState state(JsonNode dispute) {
        if (!dispute.path("status").asString("").equals("RESOLVED")) {
            return DisputeState.Open;
        }
        return switch (dispute.path("dispute_outcome").path("outcome_code").asString("")) {
            case "RESOLVED_BUYER_FAVOUR", "ACCEPTED" -> DisputeState.Lost;
            default -> DisputeState.Won;
        };
    }

    /** Whether a refund that was not asked for here may be this dispute's own execution. */
    boolean mayHaveCaused(JsonNode refund) {
        return state != DisputeState.Won
                && amount.equals(PayPalAmounts.money(refund.path("amount")))
                && !PayPalJson.time(refund, "create_time").isBefore(openedAt);
    }
}
