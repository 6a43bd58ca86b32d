package io.medicaledu.payment.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a dispute (https://docs.stripe.com/api/disputes/object) stands, and what it has done to our money: its balance
 * transactions show what was withdrawn, negative, and what was reinstated, without the fee.
 *
 * @param funds null if Stripe does not tell
 */
record StripeDispute(
        Money amount, DisputeState state, @Nullable DisputeFunds funds) {

    /** A movement of the balance, in the minor units of the account's own currency. */
    private record Posting(long amount, String currency) {}

    /**
     * Empty if it moves no money, as an inquiry ({@code warning_…}) and what was prevented, unless it has moved some all the same.
     *
     * @param isOpenHere whether we take it for open: then it is won once it has ended like that
     */
    static Optional<StripeDispute> of(JsonNode dispute, boolean isOpenHere) {
        JsonNode postings = dispute.path("balance_transactions");
        return of(
                dispute.path("status").asString(""),
                StripeAmounts.money(
                        dispute.path("amount").asLong(),
                        dispute.path("currency").asString()),
                postings.isArray()
                        ? postings.valueStream()
                                .map(each -> new Posting(
                                        each.path("amount").asLong(),
                                        each.path("currency").asString("")))
                                .toList()
                        : null,
                isOpenHere);
    }

    /** As {@link #of(JsonNode, boolean)}. */
    static Optional<StripeDispute> of(Dispute dispute, boolean isOpenHere) {
        List<BalanceTransaction> postings = dispute.getBalanceTransactions();
        return of(
                String.valueOf(dispute.getStatus()),
                StripeAmounts.money(dispute.getAmount(), dispute.getCurrency()),
                postings == null
                        ? null
                        : postings.stream()
                                .map(each -> new Posting(each.getAmount(), each.getCurrency()))
                                .toList(),
                isOpenHere);
    }

    private static Optional<StripeDispute> of(
            String status, Money amount, @Nullable List<Posting> postings, boolean isOpenHere) {
        DisputeFunds funds = postings == null ? null : funds(amount, postings, status.equals("won"));
        boolean nothingMoved = funds == null || funds.withdrawn().isZero();
        if (nothingMoved && (status.equals("won") || isOpenHere && isHarmlessEnd(status))) {
            // Whatever was taken by what we know is back: that it is missing here must not make a loss of it.
            return Optional.of(new StripeDispute(amount, DisputeState.Won, null));
        }
        return movesMoney(status, funds)
                ? Optional.of(new StripeDispute(amount, state(status, funds), funds))
                : Optional.empty();
    }

    /** Of a status that is not known here only its money tells; if that is not told either, it may be a chargeback. */
    private static boolean movesMoney(String status, @Nullable DisputeFunds funds) {
        return switch (status) {
            case "needs_response", "under_review", "won", "lost" -> true;
            default -> funds == null ? !isHarmless(status) : funds.withdrawn().isPositive();
        };
    }

    private static boolean isHarmless(String status) {
        return status.startsWith("warning_") || status.equals("prevented");
    }

    private static boolean isHarmlessEnd(String status) {
        return status.equals("warning_closed") || status.equals("prevented");
    }

    /** By the money: it is won once the money is back, and lost as far as it is not. */
    private static DisputeState state(String status, @Nullable DisputeFunds funds) {
        return switch (status) {
            case "won" -> won(funds);
            case "lost", "warning_closed", "prevented" -> lost(funds);
            default -> DisputeState.Open;
        };
    }

    private static DisputeState won(@Nullable DisputeFunds funds) {
        if (funds == null || funds.kept().isZero()) {
            return DisputeState.Won;
        }
        return funds.reinstated().isZero() ? DisputeState.Open : DisputeState.Lost;
    }

    private static DisputeState lost(@Nullable DisputeFunds funds) {
        boolean isAllBack =
                funds != null && funds.reinstated().isPositive() && funds.kept().isZero();
        return isAllBack ? DisputeState.Won : DisputeState.Lost;
    }

    /**
     * Stripe posts in the account's currency. If that is another one than the dispute's, the disputed amount stands for
     * what was withdrawn, and its part for what was reinstated; as rates change, all of it if the dispute is won.
     */
    private static DisputeFunds funds(Money amount, List<Posting> postings, boolean isWon) {
        long withdrawn = -postings.stream()
                .mapToLong(Posting::amount)
                .filter(each -> each < 0)
                .sum();
        long reinstated = postings.stream()
                .mapToLong(Posting::amount)
                .filter(each -> each > 0)
                .sum();
        boolean isSameCurrency =
                postings.stream().allMatch(posting -> posting.currency().equalsIgnoreCase(amount.currency()));
        if (isSameCurrency) {
            return new DisputeFunds(
                    StripeAmounts.money(withdrawn, amount.currency()),
                    StripeAmounts.money(reinstated, amount.currency()));
        }
        if (withdrawn == 0) {
            return new DisputeFunds(Money.zero(amount.currency()), Money.zero(amount.currency()));
        }
        if (isWon && reinstated > 0) {
            return new DisputeFunds(amount, amount);
        }
        long part = BigDecimal.valueOf(amount.minorUnits())
                .multiply(BigDecimal.valueOf(Math.min(reinstated, withdrawn)))
                .divide(BigDecimal.valueOf(withdrawn), 0, RoundingMode.HALF_UP)
                .longValueExact();
        return new DisputeFunds(amount, new Money(part, amount.currency()));
    }

    /** What is lost of it, if it is lost; else what is disputed. */
    Money amountAtStake() {
        return state == DisputeState.Lost && funds != null ? funds.kept() : amount;
    }
}
