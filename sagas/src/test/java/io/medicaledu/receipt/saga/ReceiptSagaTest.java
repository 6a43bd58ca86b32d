package io.medicaledu.receipt.saga;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.medicaledu.shared.saga.RecordingGateway;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptSagaTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Money PRICE = Money.of("45.00", "USD");
    private static final Money PART = Money.of("20.00", "USD");

    private final UUID booking = Ids.next();
    private final UUID payment = Ids.next();
    private final UUID student = Ids.next();
    private final UUID refund = Ids.next();
    private final RecordingGateway gateway = new RecordingGateway();
    private final InMemory expected = new InMemory();
    private final ReceiptSaga saga = new ReceiptSaga(gateway, expected);

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
        saga.on(captured());

        assertThat(gateway.commands()).containsExactly(new IssueReceipt(payment, booking, student, "pi_1", PRICE, NOW));
    }

    @Test
    void whatWasPaidOnceTooOftenHasAReceiptOfItsOwn() {
        saga.on(new SurplusCaptured(payment, booking, student, PaymentProvider.Stripe, "pi_2", PRICE, NOW));

        assertThat(gateway.commands()).containsExactly(new IssueReceipt(payment, booking, student, "pi_2", PRICE, NOW));
    }

    @Test
    void aDashboardRefundHasACreditNote() {
        saga.on(
                new ExternalRefundRecorded(
                        payment, booking, refund, student, PaymentProvider.Stripe, "pi_1", "re_1", PART, PART, false),
                NOW);

        assertThat(gateway.commands()).containsExactly(creditNote(student, "pi_1"));
    }

    @Test
    void aRefundThatIsOnlyAskedForHasNoCreditNote() {
        saga.on(requested());

        assertThat(gateway.commands()).isEmpty();
        assertThat(expected.captures).containsOnlyKeys(refund);
    }

    @Test
    void aRefundThatHasSucceededGetsItsCreditNote() {
        saga.on(requested());

        saga.on(succeeded(), NOW);

        assertThat(gateway.commands()).containsExactly(creditNote(student, "pi_1"));
        assertThat(expected.captures).isEmpty();
    }

    @Test
    void aRefundThatHasFailedGetsNone() {
        saga.on(requested());

        saga.on(new RefundFailed(payment, booking, refund, PART, "no", null));

        assertThat(gateway.commands()).isEmpty();
        assertThat(expected.captures).isEmpty();
    }

    @Test
    void aRefundThatNobodyHereHasAskedForGetsItsCreditNoteToo() {
        saga.on(succeeded(), NOW);

        assertThat(gateway.commands()).containsExactly(creditNote(null, null));
    }

    @Test
    void aRefundThatComesBackHasItsCreditNoteTakenBack() {
        saga.on(requested());
        saga.on(succeeded(), NOW);
        gateway.forget();

        saga.on(new RefundReversed(payment, booking, refund, PART, Money.of("0.00", "USD"), "closed"), NOW);

        assertThat(gateway.commands())
                .containsExactly(new ReverseCreditNote(refund, payment, booking, PART, "closed", NOW));
    }

    @Test
    void aFlaggedCaptureWaitsForAPerson() {
        assertThat(Stream.of(ReceiptSaga.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(EventHandler.class))
                        .map(method -> method.getParameterTypes()[0]))
                .isNotEmpty()
                .doesNotContain(PaymentFlagged.class);
    }

    /** Keeps them as the table does. */
    private static final class InMemory implements ExpectedCreditNotes {

        private final Map<UUID, CreditedCapture> captures = new HashMap<>();

        @Override
        public void add(UUID refundId, CreditedCapture capture) {
            captures.putIfAbsent(refundId, capture);
        }

        @Override
        public Optional<CreditedCapture> remove(UUID refundId) {
            return Optional.ofNullable(captures.remove(refundId));
        }
    }
}
