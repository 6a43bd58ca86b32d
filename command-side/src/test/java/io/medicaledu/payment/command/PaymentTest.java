package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordApproval;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.payment.api.PaymentEvent.CaptureRequested;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final Instant AT = Instant.parse("2027-01-10T12:00:00Z");
    private static final Money PRICE = Money.of("45.00", "USD");

    private final UUID payment = Ids.next();
    private final UUID booking = Ids.next();
    private final UUID student = Ids.next();
    private final FixtureConfiguration<Payment> fixture = new AggregateTestFixture<>(Payment.class);

    private final PaymentStarted started =
            new PaymentStarted(payment, booking, student, PRICE, PaymentProvider.Stripe, AT);
    private final CheckoutOpened opened = new CheckoutOpened(payment, booking, "cs_1", "https://pay.example/cs_1");
    private final PaymentCaptured captured =
            new PaymentCaptured(payment, booking, student, "pi_1", PRICE, AT, PaymentProvider.Stripe);

    private RefundRequested refund(UUID id, String amount) {
        return new RefundRequested(
                payment, booking, id, student, PaymentProvider.Stripe, "pi_1", Money.of(amount, "USD"), "why");
    }

    @Test
    void aCaptureIsRecorded() {
        fixture.given(started, opened)
                .when(new RecordCapture(payment, "pi_1", PRICE, AT))
                .expectEvents(captured);
    }

    @Test
    void aCaptureMayComeBeforeTheCheckoutIsRecorded() {
        fixture.given(started)
                .when(new RecordCapture(payment, "pi_1", PRICE, AT))
                .expectEvents(captured);
    }

    @Test
    void theSameCaptureAgainChangesNothing() {
        fixture.given(started, opened, captured)
                .when(new RecordCapture(payment, "pi_1", PRICE, AT.plusSeconds(5)))
                .expectNoEvents();
    }

    @Test
    void anotherAmountThanAskedForIsFlaggedAndNotUsed() {
        Money other = Money.of("44.00", "USD");
        fixture.given(started, opened)
                .when(new RecordCapture(payment, "pi_1", other, AT))
                .expectEvents(new PaymentFlagged(
                        payment, booking, "pi_1", PRICE, other, "amount-differs", PaymentProvider.Stripe));
    }

    @Test
    void anotherCurrencyThanAskedForIsFlaggedAndNotUsed() {
        Money other = Money.of("45.00", "EUR");
        fixture.given(started, opened)
                .when(new RecordCapture(payment, "pi_1", other, AT))
                .expectEvents(new PaymentFlagged(
                        payment, booking, "pi_1", PRICE, other, "amount-differs", PaymentProvider.Stripe));
    }

    @Test
    void aSecondCaptureIsGivenBackInFullAtOnce() {
        fixture.given(started, opened, captured)
                .when(new RecordCapture(payment, "pi_2", PRICE, AT))
                .expectEvents(
                        new SurplusCaptured(payment, booking, student, PaymentProvider.Stripe, "pi_2", PRICE, AT),
                        new RefundRequested(
                                payment,
                                booking,
                                Ids.surplusRefund(payment, "pi_2"),
                                student,
                                PaymentProvider.Stripe,
                                "pi_2",
                                PRICE,
                                "Paid twice"));
    }

    @Test
    void aDeclineLeavesThePaymentOpen() {
        fixture.given(started, opened)
                .when(new RecordDecline(payment, "generic_decline"))
                .expectEvents(new PaymentDeclined(payment, booking, "generic_decline"));
    }

    @Test
    void aDeclineThatArrivesAfterTheCaptureChangesNothing() {
        fixture.given(started, opened, captured)
                .when(new RecordDecline(payment, "generic_decline"))
                .expectNoEvents();
    }

    @Test
    void cancellingClosesTheCheckout() {
        fixture.given(started, opened)
                .when(new CancelPayment(payment))
                .expectEvents(
                        new PaymentCancelled(payment, booking),
                        new CheckoutClosing(payment, booking, PaymentProvider.Stripe, "cs_1"));
    }

    @Test
    void aCheckoutThatOpensAfterTheCancellationIsClosedAtOnce() {
        fixture.given(started, new PaymentCancelled(payment, booking))
                .when(new RecordCheckoutOpened(payment, "cs_1", "https://pay.example/cs_1"))
                .expectEvents(opened, new CheckoutClosing(payment, booking, PaymentProvider.Stripe, "cs_1"));
    }

    @Test
    void capturedMoneyIsNotCancelledAway() {
        fixture.given(started, opened, captured)
                .when(new CancelPayment(payment))
                .expectNoEvents();
    }

    @Test
    void refundsTogetherNeverExceedTheCapture() {
        UUID second = Ids.next();
        fixture.given(started, opened, captured, refund(Ids.next(), "30.00"))
                .when(new RequestRefund(payment, second, Money.of("15.01", "USD"), "why"))
                .expectException(Problem.class)
                .expectExceptionMessage("At most 15.00 USD can be refunded");
    }

    @Test
    void aFailedRefundCanBeAskedForAgain() {
        UUID failed = Ids.next();
        UUID second = Ids.next();
        fixture.given(
                        started,
                        opened,
                        captured,
                        refund(failed, "45.00"),
                        new RefundFailed(payment, booking, failed, PRICE, "lost_or_stolen_card", "re_0"))
                .when(new RequestRefund(payment, second, PRICE, "why"))
                .expectEvents(refund(second, "45.00"));
    }

    @Test
    void theSameRefundAgainChangesNothing() {
        UUID id = Ids.next();
        fixture.given(started, opened, captured, refund(id, "45.00"))
                .when(new RequestRefund(payment, id, PRICE, "why"))
                .expectNoEvents();
    }

    @Test
    void nothingIsRefundedBeforeItIsCaptured() {
        fixture.given(started, opened)
                .when(new RequestRefund(payment, Ids.next(), PRICE, "why"))
                .expectException(Problem.class)
                .expectExceptionMessage("Nothing was captured by this payment");
    }

    @Test
    void partialRefundsAddUp() {
        UUID first = Ids.next();
        UUID second = Ids.next();
        fixture.given(
                        started,
                        opened,
                        captured,
                        refund(first, "30.00"),
                        new RefundSucceeded(
                                payment,
                                booking,
                                first,
                                "re_1",
                                Money.of("30.00", "USD"),
                                Money.of("30.00", "USD"),
                                false),
                        refund(second, "15.00"))
                .when(new RecordRefundSucceeded(payment, second, "re_2"))
                .expectEvents(
                        new RefundSucceeded(payment, booking, second, "re_2", Money.of("15.00", "USD"), PRICE, true));
    }

    private RefundSucceeded refunded(UUID id) {
        return new RefundSucceeded(payment, booking, id, "re_1", PRICE, PRICE, true);
    }

    @Test
    void theResultOfARefundCountsOnce() {
        UUID id = Ids.next();
        fixture.given(started, opened, captured, refund(id, "45.00"), refunded(id))
                .when(new RecordRefundSucceeded(payment, id, "re_1"))
                .expectNoEvents();
    }

    @Test
    void aRefundThatComesBackCanBeMadeAgain() {
        UUID id = Ids.next();
        UUID second = Ids.next();
        RefundReversed reversed =
                new RefundReversed(payment, booking, id, PRICE, Money.zero("USD"), "lost_or_stolen_card");
        fixture.given(started, opened, captured, refund(id, "45.00"), refunded(id))
                .when(new RecordRefundFailed(payment, id, "lost_or_stolen_card", "re_1"))
                .expectEvents(reversed);
        fixture.given(started, opened, captured, refund(id, "45.00"), refunded(id), reversed)
                .when(new RequestRefund(payment, second, PRICE, "why"))
                .expectEvents(refund(second, "45.00"));
    }

    @Test
    void aRefundThatFailedAtTheProviderStaysFailedWhateverComesLate() {
        UUID id = Ids.next();
        fixture.given(
                        started,
                        opened,
                        captured,
                        refund(id, "45.00"),
                        new RefundFailed(payment, booking, id, PRICE, "expired_or_canceled_card", "re_1"))
                .when(new RecordRefundSucceeded(payment, id, "re_1"))
                .expectNoEvents();
    }

    @Test
    void aRefundThatWasThoughtRefusedButHappenedIsRecorded() {
        UUID id = Ids.next();
        fixture.given(
                        started,
                        opened,
                        captured,
                        refund(id, "45.00"),
                        new RefundFailed(payment, booking, id, PRICE, "refused", null))
                .when(new RecordRefundSucceeded(payment, id, "re_1"))
                .expectEvents(refunded(id));
    }

    @Test
    void aDashboardRefundCountsOnceAndLeavesLess() {
        UUID id = Ids.externalRefund(payment, "re_d");
        Money part = Money.of("20.00", "USD");
        ExternalRefundRecorded recorded = new ExternalRefundRecorded(
                payment, booking, id, student, PaymentProvider.Stripe, "pi_1", "re_d", part, part, false);
        fixture.given(started, opened, captured)
                .when(new RecordExternalRefund(payment, "pi_1", "re_d", part))
                .expectEvents(recorded);
        fixture.given(started, opened, captured, recorded)
                .when(new RecordExternalRefund(payment, "pi_1", "re_d", part))
                .expectNoEvents();
        fixture.given(started, opened, captured, recorded)
                .when(new RequestRefund(payment, Ids.next(), Money.of("25.01", "USD"), "why"))
                .expectExceptionMessage("At most 25.00 USD can be refunded");
    }

    private RecordDispute dispute(DisputeState state) {
        return new RecordDispute(payment, "dp_1", "pi_1", PRICE, "fraudulent", state, null);
    }

    private final DisputeOpened disputed =
            new DisputeOpened(payment, booking, PaymentProvider.Stripe, "dp_1", "pi_1", PRICE, "fraudulent", PRICE);

    @Test
    void disputedMoneyCannotBeRefunded() {
        fixture.given(started, opened, captured, disputed)
                .when(new RequestRefund(payment, Ids.next(), Money.of("0.01", "USD"), "why"))
                .expectExceptionMessage("At most 0.00 USD can be refunded");
    }

    @Test
    void aDisputeIsDecidedOnceInWhateverOrderItIsTold() {
        DisputeLost lost = new DisputeLost(payment, booking, "dp_1", PRICE, PRICE);
        fixture.given(started, opened, captured)
                .when(dispute(DisputeState.Lost))
                .expectEvents(disputed, lost);
        fixture.given(started, opened, captured, disputed, lost)
                .when(dispute(DisputeState.Open))
                .expectNoEvents();
        fixture.given(started, opened, captured, disputed)
                .when(dispute(DisputeState.Won))
                .expectEvents(new DisputeWon(payment, booking, "dp_1", PRICE, PRICE));
    }

    @Test
    void whatIsOwedDuringADisputeIsGivenBackOnceThatIsWon() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        RefundWithheld withheld = new RefundWithheld(payment, booking, later, PRICE, "why");
        fixture.given(started, opened, captured, disputed)
                .when(new RefundRemainder(payment, owed, PRICE, "why"))
                .expectEvents(withheld);
        fixture.given(started, opened, captured, disputed, withheld)
                .when(new RefundRemainder(payment, owed, PRICE, "why"))
                .expectNoEvents();
        fixture.given(started, opened, captured, disputed, withheld)
                .when(dispute(DisputeState.Won))
                .expectEvents(new DisputeWon(payment, booking, "dp_1", PRICE, PRICE), refund(later, "45.00"));
        fixture.given(started, opened, captured, disputed, withheld)
                .when(dispute(DisputeState.Lost))
                .expectEvents(new DisputeLost(payment, booking, "dp_1", PRICE, PRICE));
    }

    @Test
    void anApprovedOrderIsCapturedOnceUnlessNobodyShouldPayAnyMore() {
        CaptureRequested capture = new CaptureRequested(payment, booking, PaymentProvider.Stripe, "cs_1", 1);
        fixture.given(started, opened).when(new RecordApproval(payment, "cs_1")).expectEvents(capture);
        fixture.given(started, opened, capture)
                .when(new RecordApproval(payment, "cs_1"))
                .expectNoEvents();
        fixture.given(started, opened, new PaymentCancelled(payment, booking))
                .when(new RecordApproval(payment, "cs_1"))
                .expectNoEvents();
        fixture.given(started, opened, capture, new PaymentDeclined(payment, booking, "INSTRUMENT_DECLINED"))
                .when(new RecordApproval(payment, "cs_1"))
                .expectEvents(new CaptureRequested(payment, booking, PaymentProvider.Stripe, "cs_1", 2));
    }

    @Test
    void moneyOfAnotherAmountCanBeGivenBackByAnAdmin() {
        Money other = Money.of("44.00", "USD");
        UUID id = Ids.next();
        fixture.given(
                        started,
                        opened,
                        new PaymentFlagged(
                                payment, booking, "pi_1", PRICE, other, "amount-differs", PaymentProvider.Stripe))
                .when(new RequestRefund(payment, id, other, "why"))
                .expectEvents(refund(id, "44.00"));
    }
}
