package io.medicaledu.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.command.ProviderTransactions.Transaction;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two lists of transactions, and what is different in them. */
class ComparisonTest {

    private static final Instant FROM = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-07-04T00:00:00Z");
    private static final Instant WITHIN = Instant.parse("2026-07-02T12:00:00Z");
    private static final Period PERIOD = new Period(FROM, UNTIL);
    private static final UUID PAYMENT = UUID.fromString("2f6274fd-a063-5bef-a344-35dc0a0f9efc");
    private static final UUID REFUND = UUID.fromString("6f7ae5e9-5773-53bf-910c-c4cff5860ffc");
    private static final Money PRICE = Money.of("45.00", "EUR");
    private static final Money HALF = Money.of("22.50", "EUR");

    private static Movement captured(@Nullable UUID payment, Instant at) {
        return new Movement(Kind.Capture, "pi_1", "pi_1", payment, null, PRICE, Movement.State.Succeeded, null, at);
    }

    private static Movement refunded(@Nullable UUID refund, Movement.State state, Instant at) {
        return new Movement(Kind.Refund, "re_1", "pi_1", null, refund, HALF, state, null, at);
    }

    private static Movement disputed(Movement.State state) {
        return new Movement(Kind.Dispute, "du_1", "pi_1", null, null, PRICE, state, "fraudulent", WITHIN);
    }

    private static Transaction capture(Instant at) {
        return ours(Kind.Capture, "pi_1", null, PRICE, ProviderTransactions.State.Succeeded, at);
    }

    private static Transaction refund(ProviderTransactions.State state, Instant at) {
        return ours(Kind.Refund, "re_1", REFUND, HALF, state, at);
    }

    private static Transaction ours(
            Kind kind,
            String reference,
            @Nullable UUID refund,
            Money amount,
            ProviderTransactions.State state,
            Instant at) {
        return new Transaction(PaymentProvider.Stripe, reference, kind, PAYMENT, refund, amount, state, at);
    }

    private static List<Finding> compare(List<Movement> theirs, List<Transaction> ours) {
        return new Comparison(PaymentProvider.Stripe, theirs, ours).within(PERIOD);
    }

    private static Finding only(List<Movement> theirs, List<Transaction> ours) {
        List<Finding> findings = compare(theirs, ours);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void theSameOnBothSidesIsNoDifference() {
        assertThat(compare(
                        List.of(captured(PAYMENT, WITHIN), refunded(REFUND, Movement.State.Succeeded, WITHIN)),
                        List.of(capture(WITHIN), refund(ProviderTransactions.State.Succeeded, WITHIN))))
                .isEmpty();
        assertThat(compare(List.of(), List.of())).isEmpty();
    }

    @Test
    void aCaptureThatWeDoNotKnowIsToBeRecorded() {
        Finding finding = only(List.of(captured(PAYMENT, WITHIN)), List.of());

        assertThat(finding.kind()).isEqualTo(DifferenceKind.MissingHere);
        assertThat(finding.action()).isEqualTo(RepairAction.RecordCapture);
        assertThat(finding.paymentId()).isEqualTo(PAYMENT);
        assertThat(finding.amountThere()).isEqualTo(PRICE);
        assertThat(finding.amountHere()).isNull();
        assertThat(finding.at()).isEqualTo(WITHIN);
    }

    @Test
    void aCaptureOfNobodysPaymentIsForAPerson() {
        assertThat(only(List.of(captured(null, WITHIN)), List.of()).action()).isEqualTo(RepairAction.Investigate);
    }

    @Test
    void aCaptureThatIsPendingIsNoDifferenceYet() {
        Movement pending =
                new Movement(Kind.Capture, "pi_1", "pi_1", PAYMENT, null, PRICE, Movement.State.Pending, null, WITHIN);

        assertThat(compare(List.of(pending), List.of())).isEmpty();
    }

    @Test
    void aRefundThatWeDoNotKnowBelongsToThePaymentOfItsCapture() {
        Finding finding =
                only(List.of(refunded(null, Movement.State.Succeeded, WITHIN)), List.of(capture(FROM.minusSeconds(9))));

        assertThat(finding.kind()).isEqualTo(DifferenceKind.MissingHere);
        assertThat(finding.action()).isEqualTo(RepairAction.RecordRefund);
        assertThat(finding.paymentId()).isEqualTo(PAYMENT);
        assertThat(finding.refundId()).isNull();
    }

    @Test
    void aRefundBelongsToThePaymentThatTheProviderNamesOnTheCapture() {
        assertThat(compare(
                        List.of(
                                refunded(null, Movement.State.Succeeded, WITHIN),
                                captured(PAYMENT, FROM.minusSeconds(9))),
                        List.of()))
                .extracting(Finding::reference, Finding::paymentId)
                .containsExactly(tuple("re_1", PAYMENT));
    }

    @Test
    void aRefundThatIsPendingThereOrFailedInADashboardIsNoDifference() {
        assertThat(compare(List.of(refunded(REFUND, Movement.State.Pending, WITHIN)), List.of()))
                .isEmpty();
        assertThat(compare(List.of(refunded(null, Movement.State.Failed, WITHIN)), List.of()))
                .isEmpty();
    }

    @Test
    void aRefundOfOursThatFailedThereIsStillOpenHere() {
        Finding finding =
                only(List.of(refunded(REFUND, Movement.State.Failed, WITHIN)), List.of(capture(FROM.minusSeconds(9))));

        assertThat(finding.kind()).isEqualTo(DifferenceKind.StateDiffers);
        assertThat(finding.action()).isEqualTo(RepairAction.RecordRefundFailure);
        assertThat(finding.refundId()).isEqualTo(REFUND);
    }

    @Test
    void aRefundThatFailedThereAndSucceededHereIsToBeReversed() {
        Finding finding = only(
                List.of(refunded(null, Movement.State.Failed, WITHIN)),
                List.of(refund(ProviderTransactions.State.Succeeded, WITHIN)));

        assertThat(finding.kind()).isEqualTo(DifferenceKind.StateDiffers);
        assertThat(finding.action()).isEqualTo(RepairAction.RecordRefundFailure);
        assertThat(finding.refundId()).isEqualTo(REFUND);
    }

    @Test
    void aRefundThatSucceededThereAndFailedHereIsForAPerson() {
        Finding finding = only(
                List.of(refunded(REFUND, Movement.State.Succeeded, WITHIN)),
                List.of(refund(ProviderTransactions.State.Failed, WITHIN)));

        assertThat(finding.kind()).isEqualTo(DifferenceKind.StateDiffers);
        assertThat(finding.action()).isEqualTo(RepairAction.Investigate);
    }

    @Test
    void aRefundThatIsPendingThereAndSucceededHereIsToBeAskedFor() {
        assertThat(only(
                                List.of(refunded(REFUND, Movement.State.Pending, WITHIN)),
                                List.of(refund(ProviderTransactions.State.Succeeded, WITHIN)))
                        .action())
                .isEqualTo(RepairAction.AskProvider);
    }

    @Test
    void anotherAmountOrCurrencyIsForAPerson() {
        for (Money other : List.of(Money.of("45.01", "EUR"), Money.of("45.00", "USD"))) {
            Transaction here = ours(Kind.Capture, "pi_1", null, other, ProviderTransactions.State.Succeeded, WITHIN);

            Finding finding = only(List.of(captured(PAYMENT, WITHIN)), List.of(here));

            assertThat(finding.kind()).isEqualTo(DifferenceKind.AmountDiffers);
            assertThat(finding.amountThere()).isEqualTo(PRICE);
            assertThat(finding.amountHere()).isEqualTo(other);
            assertThat(finding.action()).isEqualTo(RepairAction.Investigate);
        }
    }

    @Test
    void whatTheProviderDoesNotHaveIsMissingThere() {
        Finding finding = only(List.of(), List.of(capture(WITHIN)));

        assertThat(finding.kind()).isEqualTo(DifferenceKind.MissingThere);
        assertThat(finding.action()).isEqualTo(RepairAction.AskProvider);
        assertThat(finding.amountThere()).isNull();
        assertThat(finding.amountHere()).isEqualTo(PRICE);
    }

    @Test
    void whatMovedNothingHereNeedNotBeThere() {
        assertThat(compare(List.of(), List.of(refund(ProviderTransactions.State.Failed, WITHIN))))
                .isEmpty();
    }

    @Test
    void aDisputeIsRecordedWithItsDecision() {
        Transaction open = ours(Kind.Dispute, "du_1", null, PRICE, ProviderTransactions.State.Succeeded, WITHIN);
        Transaction lost = ours(Kind.Dispute, "du_1", null, PRICE, ProviderTransactions.State.Lost, WITHIN);
        Transaction capture = capture(FROM.minusSeconds(9));

        assertThat(only(List.of(disputed(Movement.State.Succeeded)), List.of(capture))
                        .action())
                .isEqualTo(RepairAction.RecordDispute);
        assertThat(only(List.of(disputed(Movement.State.Lost)), List.of(open)).kind())
                .isEqualTo(DifferenceKind.StateDiffers);
        assertThat(only(List.of(disputed(Movement.State.Failed)), List.of(open)).action())
                .isEqualTo(RepairAction.RecordDispute);
        assertThat(only(List.of(disputed(Movement.State.Failed)), List.of(lost)).action())
                .isEqualTo(RepairAction.Investigate);
        assertThat(compare(List.of(disputed(Movement.State.Lost)), List.of(lost)))
                .isEmpty();
    }

    @Test
    void whatADisputeHasCostIsComparedOnceItIsLost() {
        Transaction open = ours(Kind.Dispute, "du_1", null, PRICE, ProviderTransactions.State.Succeeded, WITHIN);
        Transaction lost = ours(Kind.Dispute, "du_1", null, PRICE, ProviderTransactions.State.Lost, WITHIN);
        Transaction won = ours(Kind.Dispute, "du_1", null, HALF, ProviderTransactions.State.Failed, WITHIN);
        Movement inPart =
                new Movement(Kind.Dispute, "du_1", "pi_1", null, null, HALF, Movement.State.Lost, "fraudulent", WITHIN);

        assertThat(only(List.of(inPart), List.of(open)).kind()).isEqualTo(DifferenceKind.StateDiffers);
        assertThat(only(List.of(inPart), List.of(lost)).kind()).isEqualTo(DifferenceKind.AmountDiffers);
        assertThat(only(List.of(inPart), List.of(lost)).action()).isEqualTo(RepairAction.RecordDispute);
        assertThat(compare(List.of(disputed(Movement.State.Failed)), List.of(won)))
                .isEmpty();
        assertThat(only(List.of(inPart), List.of(won)).kind()).isEqualTo(DifferenceKind.StateDiffers);
        assertThat(only(List.of(inPart), List.of(won)).action()).isEqualTo(RepairAction.RecordDispute);
    }

    @Test
    void whatIsRecordedAfterTheEndOfThePeriodIsNotMissing() {
        Movement lastSecond = refunded(REFUND, Movement.State.Succeeded, UNTIL.minusSeconds(1));
        Transaction later = refund(ProviderTransactions.State.Succeeded, UNTIL.plusSeconds(5));

        assertThat(compare(List.of(lastSecond), List.of(later))).isEmpty();
    }

    @Test
    void whatWasMadeBeforeThePeriodAndRecordedWithinItIsNotMissing() {
        Movement before = refunded(REFUND, Movement.State.Succeeded, FROM.minusSeconds(1));
        Transaction within = refund(ProviderTransactions.State.Succeeded, FROM.plusSeconds(5));

        assertThat(compare(List.of(before), List.of(within))).isEmpty();
    }

    @Test
    void onlyThePeriodIsJudged() {
        assertThat(compare(List.of(captured(PAYMENT, FROM.minusSeconds(1))), List.of()))
                .isEmpty();
        assertThat(compare(List.of(captured(PAYMENT, FROM)), List.of())).hasSize(1);
        assertThat(compare(List.of(captured(PAYMENT, UNTIL.minusSeconds(1))), List.of()))
                .hasSize(1);
        assertThat(compare(List.of(captured(PAYMENT, UNTIL)), List.of())).isEmpty();
        assertThat(compare(List.of(), List.of(capture(UNTIL)))).isEmpty();
    }

    @Test
    void aDifferenceHasTheSameIdAsLongAsItIsTheSame() {
        Finding first = only(List.of(captured(PAYMENT, WITHIN)), List.of());
        Finding again = only(List.of(captured(PAYMENT, WITHIN)), List.of());
        Finding other = only(List.of(), List.of(capture(WITHIN)));

        assertThat(first.id()).isEqualTo(again.id()).isNotEqualTo(other.id());
    }
}
