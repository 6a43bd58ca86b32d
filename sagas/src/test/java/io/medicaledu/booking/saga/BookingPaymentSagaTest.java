package io.medicaledu.booking.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingCommand.SettlePayment;
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
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.saga.RecordingGateway;
import io.medicaledu.shared.saga.Story;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

class BookingPaymentSagaTest {

    private static final Money PRICE = Money.of("45.00", "USD");

    private final UUID booking = Ids.next();
    private final UUID student = Ids.next();
    private final UUID course = Ids.next();
    private final UUID payment = Ids.payment(booking, 1);
    private final UUID enrollment = Ids.enrollment(student, course);
    private final Instant holdUntil = Instant.parse("2027-01-10T12:00:00Z");
    private final RecordingGateway gateway = new RecordingGateway();
    private final InMemory waiting = new InMemory();
    private final BookingPaymentSaga saga = new BookingPaymentSaga(gateway, waiting);

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
                null,
                null);
    }

    private PaymentCaptured captured() {
        return new PaymentCaptured(payment, booking, student, "pi_1", PRICE, holdUntil, PaymentProvider.Stripe);
    }

    private BookingCancelled cancelled() {
        return new BookingCancelled(
                booking, CancellationReason.HoldExpired, null, null, Money.zero("USD"), holdUntil, List.of(), null);
    }

    private void request(Money amount) {
        BookingRequested event = requested(amount);
        EventMessage<?> message = GenericEventMessage.asEventMessage(event)
                .andMetaData(Map.of(MetaDataKeys.CORRELATION_ID, "story", MetaDataKeys.INITIATOR, student.toString()));
        saga.on(event, message);
    }

    @Test
    void aRequestStartsThePaymentAndTheHold() {
        request(PRICE);

        assertThat(gateway.commands())
                .containsExactly(new StartPayment(payment, booking, student, PRICE, PaymentProvider.Stripe, holdUntil));
        assertThat(waiting.holds).containsEntry(booking, holdUntil);
    }

    @Test
    void aFreeBookingNeedsNoPayment() {
        request(Money.zero("USD"));

        assertThat(gateway.commands()).isEmpty();
        assertThat(waiting.holds).isEmpty();
    }

    @Test
    void theEndOfTheHoldExpiresItAsPartOfItsStory() {
        request(PRICE);
        gateway.forget();

        saga.onDue(booking, Objects.requireNonNull(waiting.stories.get(booking)));

        assertThat(gateway.commands()).containsExactly(new ExpireHold(booking));
        assertThat(gateway.last().getMetaData())
                .containsEntry(MetaDataKeys.CORRELATION_ID, "story")
                .containsEntry(MetaDataKeys.INITIATOR, student.toString())
                .containsEntry(MetaDataKeys.ACTOR, "saga:BookingPaymentSaga");
    }

    @Test
    void capturedMoneyIsSettled() {
        request(PRICE);
        gateway.forget();

        saga.on(captured());

        assertThat(gateway.commands()).containsExactly(new SettlePayment(booking, payment, PRICE, holdUntil));
    }

    @Test
    void moneyAfterTheEndOfTheStoryIsSettled() {
        request(PRICE);
        saga.on(cancelled());
        gateway.forget();

        saga.on(captured());

        assertThat(gateway.commands()).containsExactly(new SettlePayment(booking, payment, PRICE, holdUntil));
    }

    @Test
    void aConfirmedBookingEnrollsTheStudent() {
        request(PRICE);
        gateway.forget();

        saga.on(new BookingConfirmed(booking, student, course, payment, null));

        assertThat(gateway.commands()).containsExactly(new EnrollStudent(enrollment, student, course, booking));
        assertThat(waiting.holds).isEmpty();
    }

    @Test
    void aReinstatedBookingEnrollsTheStudent() {
        saga.on(new BookingReinstated(booking, student, course, payment));

        assertThat(gateway.commands()).containsExactly(new EnrollStudent(enrollment, student, course, booking));
    }

    @Test
    void aCancelledBookingCancelsItsPayment() {
        request(PRICE);
        gateway.forget();

        saga.on(cancelled());

        assertThat(gateway.commands()).containsExactly(new CancelPayment(payment));
        assertThat(waiting.holds).isEmpty();
    }

    @Test
    void aBookingThatWasPaidKeepsItsPaymentWhenItIsCancelled() {
        request(PRICE);
        saga.on(new BookingConfirmed(booking, student, course, payment, null));
        gateway.forget();

        saga.on(cancelled());

        assertThat(gateway.commands()).isEmpty();
    }

    /** Keeps them as the table does. */
    private static final class InMemory implements WaitingBookings {

        private final Map<UUID, UUID> payments = new HashMap<>();
        private final Map<UUID, Instant> holds = new HashMap<>();
        private final Map<UUID, Story> stories = new HashMap<>();

        @Override
        public void add(UUID bookingId, UUID paymentId, Instant holdExpiresAt, Story story) {
            payments.putIfAbsent(bookingId, paymentId);
            holds.putIfAbsent(bookingId, holdExpiresAt);
            stories.putIfAbsent(bookingId, story);
        }

        @Override
        public Optional<UUID> remove(UUID bookingId) {
            holds.remove(bookingId);
            return Optional.ofNullable(payments.remove(bookingId));
        }
    }
}
