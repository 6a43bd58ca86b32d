package io.medicaledu.payment.saga;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundSagaTest {

    private static final Money REFUND = Money.of("22.50", "USD");

    private final UUID booking = Ids.next();
    private final UUID payment = Ids.next();
    private final UUID refund = Ids.cancellationRefund(booking, payment);
    private SagaTestFixture<RefundSaga> fixture;

    @BeforeEach
    void setUp() {
        fixture = new SagaTestFixture<>(RefundSaga.class);
    }

    private BookingCancelled cancelled(@Nullable UUID paidBy, Money owed) {
        return new BookingCancelled(
                booking, CancellationReason.ByStudent, null, paidBy, owed, Instant.parse("2027-01-10T12:00:00Z"), null);
    }

    private RefundRequested requested() {
        return new RefundRequested(payment, booking, refund, Ids.next(), PaymentProvider.Stripe, "pi_1", REFUND, "why");
    }

    @Test
    void aCancellationThatOwesMoneyAsksForTheRefund() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(cancelled(payment, REFUND))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new RefundRemainder(payment, refund, REFUND, "Booking cancelled: ByStudent"));
    }

    @Test
    void aCancellationThatOwesNothingEndsAtOnce() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(cancelled(payment, Money.zero("USD")))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void anUnpaidBookingOwesNothing() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(cancelled(null, Money.zero("USD")))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void oneRefundHasOneSaga() {
        fixture.givenAPublished(cancelled(payment, REFUND))
                .whenPublishingA(requested())
                .expectActiveSagas(1);
    }

    @Test
    void aRefundThatIsNotHeardOfIsAskedForAgain() {
        fixture.givenAPublished(requested())
                .whenTimeElapses(Duration.ofMinutes(10))
                .expectDispatchedCommands(new CheckRefund(payment, refund))
                .expectScheduledDeadlineWithName(Duration.ofMinutes(10), "refund-overdue");
    }

    @Test
    void aDoneRefundEndsTheSaga() {
        fixture.givenAPublished(requested())
                .whenPublishingA(new RefundSucceeded(payment, booking, refund, "re_1", REFUND, REFUND, true))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void aFailedRefundEndsTheSaga() {
        fixture.givenAPublished(requested())
                .whenPublishingA(new RefundFailed(payment, booking, refund, REFUND, "no", null))
                .expectActiveSagas(0);
    }
}
