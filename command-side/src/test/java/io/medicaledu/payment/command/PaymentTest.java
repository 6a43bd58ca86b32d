package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
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
    private final PaymentCaptured captured = new PaymentCaptured(payment, booking, student, "pi_1", PRICE, AT);

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
                .expectEvents(new PaymentFlagged(payment, booking, "pi_1", PRICE, other, "amount-differs"));
    }

    @Test
    void anotherCurrencyThanAskedForIsFlaggedAndNotUsed() {
        Money other = Money.of("45.00", "EUR");
        fixture.given(started, opened)
                .when(new RecordCapture(payment, "pi_1", other, AT))
                .expectEvents(new PaymentFlagged(payment, booking, "pi_1", PRICE, other, "amount-differs"));
    }

    @Test
    void aSecondCaptureIsFlagged() {
        fixture.given(started, opened, captured)
                .when(new RecordCapture(payment, "pi_2", PRICE, AT))
                .expectEvents(new PaymentFlagged(payment, booking, "pi_2", PRICE, PRICE, "captured-twice"));
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
                        new RefundFailed(payment, booking, failed, PRICE, "lost_or_stolen_card"))
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

    @Test
    void theResultOfARefundCountsOnce() {
        UUID id = Ids.next();
        fixture.given(
                        started,
                        opened,
                        captured,
                        refund(id, "45.00"),
                        new RefundSucceeded(payment, booking, id, "re_1", PRICE, PRICE, true))
                .when(new RecordRefundFailed(payment, id, "late"))
                .expectNoEvents();
    }
}
