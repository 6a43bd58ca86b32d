package io.medicaledu.payment.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.saga.RecordingGateway;
import io.medicaledu.shared.saga.Story;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefundSagaTest {

    private static final Money REFUND = Money.of("22.50", "USD");
    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Instant IN_TEN_MINUTES = NOW.plus(Duration.ofMinutes(10));

    private final UUID booking = Ids.next();
    private final UUID payment = Ids.next();
    private final UUID refund = Ids.cancellationRefund(booking, payment);
    private final RecordingGateway gateway = new RecordingGateway();
    private final InMemory open = new InMemory();
    private final RefundSaga saga = new RefundSaga(gateway, open, Clock.fixed(NOW, ZoneOffset.UTC));

    private BookingCancelled cancelled(@Nullable UUID paidBy, Money owed) {
        return new BookingCancelled(
                booking,
                CancellationReason.ByStudent,
                null,
                paidBy,
                owed,
                Instant.parse("2027-01-10T12:00:00Z"),
                paidBy == null || owed.isZero() ? List.of() : List.of(new Funding(paidBy, owed)),
                null);
    }

    private RefundRequested requested() {
        return new RefundRequested(payment, booking, refund, Ids.next(), PaymentProvider.Stripe, "pi_1", REFUND, "why");
    }

    private void request() {
        saga.on(
                requested(),
                GenericEventMessage.asEventMessage(requested())
                        .andMetaData(Map.of(MetaDataKeys.CORRELATION_ID, "story")));
    }

    @Test
    void aCancellationThatOwesMoneyAsksForTheRefund() {
        saga.on(cancelled(payment, REFUND));

        assertThat(gateway.commands())
                .containsExactly(new RefundRemainder(payment, refund, REFUND, "Booking cancelled: ByStudent"));
    }

    @Test
    void aCancellationThatOwesNothingAsksForNothing() {
        saga.on(cancelled(payment, Money.zero("USD")));

        assertThat(gateway.commands()).isEmpty();
    }

    @Test
    void anUnpaidBookingOwesNothing() {
        saga.on(cancelled(null, Money.zero("USD")));

        assertThat(gateway.commands()).isEmpty();
    }

    @Test
    void aRefundThatIsAskedForIsRemembered() {
        saga.on(cancelled(payment, REFUND));
        request();

        assertThat(open.payments).containsExactly(Map.entry(refund, payment));
        assertThat(open.askAt).containsEntry(refund, IN_TEN_MINUTES);
    }

    @Test
    void aRefundThatIsNotHeardOfIsAskedForAgainAndAgain() {
        request();
        open.askAt.clear();

        saga.onDue(refund, Objects.requireNonNull(open.stories.get(refund)));

        assertThat(gateway.commands()).containsExactly(new CheckRefund(payment, refund));
        assertThat(gateway.last().getMetaData()).containsEntry(MetaDataKeys.CORRELATION_ID, "story");
        assertThat(open.askAt).containsEntry(refund, IN_TEN_MINUTES);
    }

    @Test
    void aDoneRefundIsForgotten() {
        request();

        saga.on(new RefundSucceeded(payment, booking, refund, "re_1", REFUND, REFUND, true));

        assertThat(open.payments).isEmpty();
        saga.onDue(refund, Objects.requireNonNull(open.stories.get(refund)));
        assertThat(gateway.commands()).isEmpty();
    }

    @Test
    void aFailedRefundIsForgotten() {
        request();

        saga.on(new RefundFailed(payment, booking, refund, REFUND, "no", null));

        assertThat(open.payments).isEmpty();
    }

    /** Keeps them as the table does. */
    private static final class InMemory implements OpenRefunds {

        private final Map<UUID, UUID> payments = new HashMap<>();
        private final Map<UUID, Instant> askAt = new HashMap<>();
        private final Map<UUID, Story> stories = new HashMap<>();

        @Override
        public void add(UUID refundId, UUID paymentId, Instant at, Story story) {
            payments.put(refundId, paymentId);
            askAt.put(refundId, at);
            stories.put(refundId, story);
        }

        @Override
        public void askAgain(UUID refundId, Instant at) {
            askAt.put(refundId, at);
        }

        @Override
        public Optional<UUID> paymentOf(UUID refundId) {
            return Optional.ofNullable(payments.get(refundId));
        }

        @Override
        public void remove(UUID refundId) {
            payments.remove(refundId);
            askAt.remove(refundId);
        }
    }
}
