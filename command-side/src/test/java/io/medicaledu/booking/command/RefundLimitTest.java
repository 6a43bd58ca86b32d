package io.medicaledu.booking.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.api.MoveTerms;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.ReschedulePolicy;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default policy: 100 % until 24 hours before, 50 % until 2, then nothing. */
class RefundLimitTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Duration LONG_BEFORE = Duration.ofDays(30);

    private final UUID payment = Ids.next();

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private List<Funding> paid(String amount) {
        return List.of(new Funding(payment, usd(amount)));
    }

    /** Of a confirmed booking of 100.00. */
    private RefundLimit limit(Duration untilSession, @Nullable String refundable) {
        MoveTerms moves = new MoveTerms(ReschedulePolicy.DEFAULT, 0, refundable == null ? null : usd(refundable));
        Instant start = NOW.plus(untilSession);
        BookingRequested terms = new BookingRequested(
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                start,
                start.plus(Duration.ofHours(1)),
                usd("100.00"),
                usd("0.00"),
                usd("100.00"),
                PaymentProvider.Stripe,
                NOW,
                CancellationPolicy.DEFAULT,
                null,
                null,
                moves);
        return new RefundLimit(
                terms, new BookingState.Confirmed(new BookingState.Confirmation(null, paid("100.00"))), null);
    }

    @ParameterizedTest
    @CsvSource({"PT24H,,100.00", "PT5H,,50.00", "PT1H,,0.00", "PT24H,30.00,30.00", "PT5H,80.00,50.00", "PT24H,0.00,0.00"
    })
    void cancellingBringsWhatThePolicySaysButNoMoreThanEarlierMovesHaveLeft(
            Duration untilSession, @Nullable String refundable, String refund) {
        assertThat(limit(untilSession, refundable).refundOnCancelling(paid("100.00"), NOW))
                .isEqualTo(usd(refund));
    }

    @Test
    void whatWasRefundedBeforeIsNotRefundedAgain() {
        assertThat(limit(LONG_BEFORE, null).refundOnCancelling(paid("40.00"), NOW))
                .isEqualTo(usd("40.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H,100.00,0.00,",
        "PT24H,1.00,99.00,",
        "PT5H,100.00,0.00,50.00",
        "PT5H,1.00,50.00,0.00",
        "PT5H,70.00,30.00,20.00",
        "PT5H,120.00,0.00,50.00",
        "PT1H,1.00,0.00,0.00"
    })
    void aMoveGivesBackAndLeavesNoMoreThanCancellingWould(
            Duration untilSession, String price, String difference, @Nullable String refundable) {
        RefundLimit.Move move = limit(untilSession, null).move(paid("100.00"), usd(price), false, NOW);

        assertThat(move.difference()).isEqualTo(usd(difference));
        assertThat(move.refundable()).isEqualTo(refundable == null ? null : usd(refundable));
    }

    @Test
    void aMoveByTheSchoolCostsTheStudentNothing() {
        RefundLimit.Move move = limit(Duration.ofHours(1), null).move(paid("100.00"), usd("70.00"), true, NOW);

        assertThat(move).isEqualTo(new RefundLimit.Move(usd("30.00"), null));
    }

    @Test
    void aLaterMoveLeavesNoMoreThanTheFirst() {
        RefundLimit.Move move = limit(LONG_BEFORE, "50.00").move(paid("100.00"), usd("80.00"), false, NOW);

        assertThat(move).isEqualTo(new RefundLimit.Move(usd("20.00"), usd("30.00")));
    }

    @Test
    void aDifferenceIsWhatIsStillPaidBeyondTheNewPrice() {
        RefundLimit.Move move = limit(LONG_BEFORE, null).move(paid("40.00"), usd("50.00"), false, NOW);

        assertThat(move.difference()).isEqualTo(usd("0.00"));
    }

    @Test
    void aSessionThatTheSchoolHasMovedGoesBackInFullUntilTheStudentHasDecided() {
        RefundLimit bound = limit(Duration.ofHours(1), "0.00");
        RefundLimit free = new RefundLimit(bound.terms(), bound.state(), NOW.plusSeconds(1));

        assertThat(free.owed(CancellationReason.ByStudent, paid("100.00"), NOW)).isEqualTo(paid("100.00"));
        assertThat(free.move(paid("100.00"), usd("30.00"), false, NOW))
                .isEqualTo(new RefundLimit.Move(usd("70.00"), null));
        assertThat(free.move(paid("100.00"), usd("130.00"), false, NOW))
                .isEqualTo(new RefundLimit.Move(usd("0.00"), null));
        assertThat(free.owed(CancellationReason.ByStudent, paid("100.00"), NOW.plusSeconds(1)))
                .isEmpty();
    }
}
