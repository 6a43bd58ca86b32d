package io.medicaledu.booking.saga;

import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingCommand.SettlePayment;
import io.medicaledu.booking.api.BookingCommand.SettlementResult;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.StartPayment;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookingPaymentSagaTest {

    private static final Money PRICE = Money.of("45.00", "USD");
    private static final Duration HOLD = Duration.ofMinutes(15);

    private final UUID booking = Ids.next();
    private final UUID student = Ids.next();
    private final UUID course = Ids.next();
    private final UUID payment = Ids.payment(booking, 1);
    private final UUID enrollment = Ids.enrollment(student, course);
    private SagaTestFixture<BookingPaymentSaga> fixture;
    private Instant holdUntil;

    @BeforeEach
    void setUp() {
        fixture = new SagaTestFixture<>(BookingPaymentSaga.class);
        holdUntil = fixture.currentTime().plus(HOLD);
    }

    private BookingRequested requested(Money amount) {
        return new BookingRequested(
                booking,
                student,
                Ids.next(),
                course,
                Ids.next(),
                holdUntil,
                holdUntil.plusSeconds(3_600),
                amount,
                Money.zero("USD"),
                amount,
                PaymentProvider.Stripe,
                holdUntil,
                CancellationPolicy.DEFAULT,
                null,
                null);
    }

    private PaymentCaptured captured() {
        return new PaymentCaptured(payment, booking, student, "pi_1", PRICE, holdUntil, PaymentProvider.Stripe);
    }

    private BookingCancelled cancelled() {
        return new BookingCancelled(
                booking, CancellationReason.HoldExpired, null, null, Money.zero("USD"), holdUntil, List.of());
    }

    private void settlementEndsAs(SettlementResult result) {
        fixture.setCallbackBehavior((command, metaData) -> command instanceof SettlePayment ? result : null);
    }

    @Test
    void aRequestStartsThePaymentAndTheHold() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(requested(PRICE))
                .expectActiveSagas(1)
                .expectDispatchedCommands(
                        new StartPayment(payment, booking, student, PRICE, PaymentProvider.Stripe, holdUntil))
                .expectScheduledDeadlineWithName(holdUntil, "hold-expiry");
    }

    @Test
    void aFreeBookingNeedsNoPayment() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(requested(Money.zero("USD")))
                .expectNoDispatchedCommands()
                .expectNoScheduledDeadlines();
    }

    @Test
    void theEndOfTheHoldExpiresIt() {
        fixture.givenAPublished(requested(PRICE))
                .whenTimeElapses(HOLD)
                .expectDispatchedCommands(new ExpireHold(booking));
    }

    @Test
    void capturedMoneyIsSettled() {
        settlementEndsAs(SettlementResult.Used);
        fixture.givenAPublished(requested(PRICE))
                .whenPublishingA(captured())
                .expectActiveSagas(1)
                .expectDispatchedCommands(new SettlePayment(booking, payment, PRICE, holdUntil));
    }

    @Test
    void moneyThatCannotBeUsedEndsTheStory() {
        settlementEndsAs(SettlementResult.Refunded);
        fixture.givenAPublished(requested(PRICE)).whenPublishingA(captured()).expectActiveSagas(0);
    }

    @Test
    void moneyAfterTheEndOfTheStoryIsSettled() {
        settlementEndsAs(SettlementResult.Used);
        fixture.givenAPublished(requested(PRICE))
                .andThenAPublished(cancelled())
                .whenPublishingA(captured())
                .expectActiveSagas(1)
                .expectDispatchedCommands(new SettlePayment(booking, payment, PRICE, holdUntil));
    }

    @Test
    void aConfirmedBookingEnrollsTheStudent() {
        fixture.givenAPublished(requested(PRICE))
                .whenPublishingA(new BookingConfirmed(booking, student, course, payment, null))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new EnrollStudent(enrollment, student, course, booking))
                .expectNoScheduledDeadlines();
    }

    @Test
    void aReinstatedBookingEnrollsTheStudent() {
        settlementEndsAs(SettlementResult.Used);
        fixture.givenAPublished(captured())
                .whenPublishingA(new BookingReinstated(booking, student, course, payment))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new EnrollStudent(enrollment, student, course, booking));
    }

    @Test
    void aCancelledBookingCancelsItsPayment() {
        fixture.givenAPublished(requested(PRICE))
                .whenPublishingA(cancelled())
                .expectActiveSagas(0)
                .expectDispatchedCommands(new CancelPayment(payment))
                .expectNoScheduledDeadlines();
    }
}
