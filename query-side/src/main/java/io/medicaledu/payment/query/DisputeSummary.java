package io.medicaledu.payment.query;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the disputes of one payment come to together. One that is open wins, as a person has to answer it; else one that is
 * lost, as money is gone; only if all are won the payment's state is won.
 *
 * @param standing what open disputes are about, and what lost ones have cost
 * @param reasons why a person has to look, in the words of the payment's flag
 */
record DisputeSummary(DisputeState state, Money standing, List<String> reasons) {

    private static final String ALSO = "; ";
    private static final String DISPUTED = "disputed: ";
    private static final String LOST = "dispute-lost";

    /** @param amount what is disputed, or what was lost */
    record Dispute(DisputeState state, @Nullable String reason, Money amount) {}

    /** @param disputes at least one */
    static DisputeSummary of(List<Dispute> disputes, String currency) {
        Money standing = disputes.stream()
                .filter(dispute -> dispute.state() != DisputeState.Won)
                .map(Dispute::amount)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
        List<String> reasons = new ArrayList<>();
        if (has(disputes, DisputeState.Lost)) {
            reasons.add(LOST);
        }
        disputes.stream()
                .filter(dispute -> dispute.state() == DisputeState.Open)
                .forEach(dispute -> reasons.add(DISPUTED + dispute.reason()));
        return new DisputeSummary(stateOf(disputes), standing, reasons);
    }

    private static DisputeState stateOf(List<Dispute> disputes) {
        if (has(disputes, DisputeState.Open)) {
            return DisputeState.Open;
        }
        return has(disputes, DisputeState.Lost) ? DisputeState.Lost : DisputeState.Won;
    }

    private static boolean has(List<Dispute> disputes, DisputeState state) {
        return disputes.stream().anyMatch(dispute -> dispute.state() == state);
    }

    /** Somebody still has to look if there was another reason. */
    void show(PaymentRow payment) {
        payment.disputeState = state.name();
        payment.disputedAmount = Rows.decimal(standing);
        List<String> all = Stream.concat(otherReasons(payment.flagReason), reasons.stream())
                .toList();
        payment.isFlagged = !all.isEmpty();
        payment.flagReason = all.isEmpty() ? null : String.join(ALSO, all);
    }

    private static Stream<String> otherReasons(@Nullable String flagReason) {
        return flagReason == null
                ? Stream.empty()
                : Stream.of(flagReason.split(ALSO, -1))
                        .filter(reason -> !reason.startsWith(DISPUTED) && !reason.equals(LOST));
    }
}
