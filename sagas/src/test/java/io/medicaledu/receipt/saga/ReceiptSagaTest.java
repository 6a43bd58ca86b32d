package io.medicaledu.receipt.saga;

import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.receipt.api.ReceiptCommand.IssueCreditNote;
import io.medicaledu.receipt.api.ReceiptCommand.IssueReceipt;
import io.medicaledu.receipt.api.ReceiptCommand.ReverseCreditNote;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptSagaTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Money PRICE = Money.of("45.00", "USD");
    private static final Money PART = Money.of("20.00", "USD");

    private final UUID booking = Ids.next();
    private final UUID payment = Ids.next();
    private final UUID student = Ids.next();
    private final UUID refund = Ids.next();
    private SagaTestFixture<ReceiptSaga> fixture;

    @BeforeEach
    void setUp() {
        fixture = new SagaTestFixture<>(ReceiptSaga.class);
    }

    private PaymentCaptured captured() {
        return new PaymentCaptured(payment, booking, student, "pi_1", PRICE, NOW, PaymentProvider.Stripe);
    }

    private RefundRequested requested() {
        return new RefundRequested(payment, booking, refund, student, PaymentProvider.Stripe, "pi_1", PART, "why");
    }

    private RefundSucceeded succeeded() {
        return new RefundSucceeded(payment, booking, refund, "re_1", PART, PART, false);
    }

    private IssueCreditNote creditNote(@Nullable UUID payer, @Nullable String transaction) {
        return new IssueCreditNote(refund, payment, booking, payer, transaction, "re_1", PART, NOW);
    }

    @Test
    void aCaptureGetsItsReceiptAtOnce() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(captured())
                .expectActiveSagas(0)
                .expectDispatchedCommands(new IssueReceipt(payment, booking, student, "pi_1", PRICE, NOW));
    }

    @Test
    void whatWasPaidOnceTooOftenHasAReceiptOfItsOwn() {
        fixture.givenAPublished(captured())
                .whenPublishingA(
                        new SurplusCaptured(payment, booking, student, PaymentProvider.Stripe, "pi_2", PRICE, NOW))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new IssueReceipt(payment, booking, student, "pi_2", PRICE, NOW));
    }

    @Test
    void aDashboardRefundHasACreditNote() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(captured())
                .whenPublishingA(new ExternalRefundRecorded(
                        payment, booking, refund, student, PaymentProvider.Stripe, "pi_1", "re_1", PART, PART, false))
                .expectActiveSagas(0)
                .expectDispatchedCommands(creditNote(student, "pi_1"));
    }

    @Test
    void aFlaggedCaptureWaitsForAPerson() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(new PaymentFlagged(
                        payment, booking, "pi_1", PRICE, PART, "amount-differs", PaymentProvider.Stripe))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void aRefundThatIsOnlyAskedForHasNoCreditNote() {
        fixture.givenAPublished(captured())
                .whenPublishingA(requested())
                .expectActiveSagas(1)
                .expectNoDispatchedCommands();
    }

    @Test
    void aRefundThatHasSucceededGetsItsCreditNote() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(captured())
                .andThenAPublished(requested())
                .whenPublishingA(succeeded())
                .expectActiveSagas(0)
                .expectDispatchedCommands(creditNote(student, "pi_1"));
    }

    @Test
    void aRefundThatHasFailedGetsNone() {
        fixture.givenAPublished(requested())
                .whenPublishingA(new RefundFailed(payment, booking, refund, PART, "no", null))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void aRefundThatNobodyHereHasAskedForGetsItsCreditNoteToo() {
        fixture.givenCurrentTime(NOW)
                .whenPublishingA(succeeded())
                .expectActiveSagas(0)
                .expectDispatchedCommands(creditNote(null, null));
    }

    @Test
    void aRefundThatComesBackHasItsCreditNoteTakenBack() {
        fixture.givenCurrentTime(NOW)
                .andThenAPublished(requested())
                .andThenAPublished(succeeded())
                .whenPublishingA(new RefundReversed(payment, booking, refund, PART, Money.of("0.00", "USD"), "closed"))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new ReverseCreditNote(refund, payment, booking, PART, "closed", NOW));
    }
}
