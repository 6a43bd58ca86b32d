package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What disputes take of a payment, give back and cost, told in whatever order; what can be refunded beside them. */
class PaymentDisputesTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final PaymentProvider STRIPE = PaymentProvider.Stripe;
    private static final Money PRICE = usd("45.00");
    private static final Money NOTHING = usd("0.00");

    private final UUID payment = Ids.next();
    private final UUID booking = Ids.next();
    private final UUID student = Ids.next();
    private final Object[] paid = {
        new PaymentStarted(payment, booking, student, PRICE, STRIPE, NOW),
        new CheckoutOpened(payment, booking, "cs_1", "https://pay.example/cs_1"),
        new PaymentCaptured(payment, booking, student, "pi_1", PRICE, NOW, STRIPE)
    };
    private AggregateTestFixture<Payment> fixture;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(Payment.class);
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private RecordDispute told(String id, String amount, DisputeState state, String withdrawn, String reinstated) {
        return told(id, amount, state, new DisputeFunds(usd(withdrawn), usd(reinstated)));
    }

    private RecordDispute told(String id, String amount, DisputeState state, @Nullable DisputeFunds funds) {
        return new RecordDispute(payment, id, "pi_1", usd(amount), "fraudulent", state, funds);
    }

    private DisputeOpened opened(String id, String amount, String withdrawn) {
        return new DisputeOpened(payment, booking, STRIPE, id, "pi_1", usd(amount), "fraudulent", usd(withdrawn));
    }

    private DisputeLost lost(String id, String amount, String withheld) {
        return new DisputeLost(payment, booking, id, usd(amount), usd(withheld));
    }

    private RefundRequested refund(UUID id, String amount) {
        return new RefundRequested(payment, booking, id, student, STRIPE, "pi_1", usd(amount), "why");
    }

    private void assertAtMostRefundable(String amount, Object... events) {
        fixture.given(paid)
                .andGiven(events)
                .when(new RequestRefund(payment, Ids.next(), usd("1000.00"), "why"))
                .expectExceptionMessage("At most " + amount + " USD can be refunded");
    }

    @Test
    void itIsOpenedBeforeItsMoneyIsTaken() {
        fixture.given(paid)
                .when(told("dp_1", "30.00", DisputeState.Open, "0.00", "0.00"))
                .expectEvents(opened("dp_1", "30.00", "0.00"));
        fixture.given(paid)
                .andGiven(opened("dp_1", "30.00", "0.00"))
                .when(told("dp_1", "30.00", DisputeState.Open, "30.00", "0.00"))
                .expectEvents(new DisputeFundsWithdrawn(payment, booking, STRIPE, "dp_1", usd("30.00")));
        assertAtMostRefundable("15.00", opened("dp_1", "30.00", "0.00"));
    }

    @Test
    void onlyWhatTheProviderKeepsIsLost() {
        fixture.given(paid)
                .andGiven(opened("dp_1", "30.00", "30.00"))
                .when(told("dp_1", "30.00", DisputeState.Lost, "30.00", "12.50"))
                .expectEvents(lost("dp_1", "17.50", "30.00"));
        assertAtMostRefundable("27.50", opened("dp_1", "30.00", "30.00"), lost("dp_1", "17.50", "30.00"));
    }

    @Test
    void oneThatIsFirstHeardOfAtItsEndIsBookedAsAWhole() {
        fixture.given(paid)
                .when(told("dp_1", "30.00", DisputeState.Lost, "30.00", "10.00"))
                .expectEvents(opened("dp_1", "30.00", "30.00"), lost("dp_1", "20.00", "30.00"));
    }

    @Test
    void whatComesBackAfterTheEndChangesTheLossAndIsRefundable() {
        DisputeLossCorrected corrected =
                new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", usd("20.00"), PRICE);
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), lost("dp_1", "45.00", "45.00"))
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "25.00"))
                .expectEvents(corrected);
        assertAtMostRefundable("25.00", opened("dp_1", "45.00", "45.00"), lost("dp_1", "45.00", "45.00"), corrected);
    }

    @Test
    void anOlderTellingThatComesLateChangesNothing() {
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), lost("dp_1", "20.00", "45.00"))
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "0.00"))
                .expectNoEvents();
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), lost("dp_1", "20.00", "45.00"))
                .when(told("dp_1", "45.00", DisputeState.Open, "0.00", "0.00"))
                .expectNoEvents();
    }

    @Test
    void moneyThatComesBackWhileItIsOpenIsNotLostLater() {
        DisputeFundsReinstated back = new DisputeFundsReinstated(payment, booking, STRIPE, "dp_1", usd("5.00"));
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"))
                .when(told("dp_1", "45.00", DisputeState.Open, "45.00", "5.00"))
                .expectEvents(back);
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), back)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "5.00"))
                .expectEvents(lost("dp_1", "40.00", "40.00"));
    }

    @Test
    void eachOfSeveralDisputesCountsByItself() {
        DisputeOpened first = opened("dp_1", "20.00", "20.00");
        DisputeOpened second = opened("dp_2", "15.00", "15.00");
        assertAtMostRefundable("10.00", first, second);
        assertAtMostRefundable("15.00", first, second, lost("dp_1", "15.00", "20.00"));
        assertAtMostRefundable(
                "30.00",
                first,
                second,
                lost("dp_1", "15.00", "20.00"),
                new DisputeWon(payment, booking, "dp_2", usd("15.00"), usd("15.00")));
    }

    @Test
    void whatIsOwedFollowsBitByBitAsDisputesAreDecided() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        UUID evenLater = Ids.withheldRefund(later);
        Object[] disputed = {opened("dp_1", "20.00", "20.00"), opened("dp_2", "25.00", "25.00")};
        RefundWithheld all = new RefundWithheld(payment, booking, later, PRICE, "why");
        RefundWithheld rest = new RefundWithheld(payment, booking, evenLater, usd("25.00"), "why");
        DisputeWon won = new DisputeWon(payment, booking, "dp_1", usd("20.00"), usd("20.00"));
        fixture.given(paid)
                .andGiven(disputed)
                .when(new RefundRemainder(payment, owed, PRICE, "why"))
                .expectEvents(all);
        fixture.given(paid)
                .andGiven(disputed)
                .andGiven(all)
                .when(told("dp_1", "20.00", DisputeState.Won, "20.00", "20.00"))
                .expectEvents(won, refund(later, "20.00"), rest);
        fixture.given(paid)
                .andGiven(disputed)
                .andGiven(all, won, refund(later, "20.00"), rest)
                .when(told("dp_2", "25.00", DisputeState.Lost, "25.00", "10.00"))
                .expectEvents(
                        lost("dp_2", "15.00", "25.00"),
                        refund(evenLater, "10.00"),
                        withheld(Ids.withheldRefund(evenLater), "15.00"));
    }

    private RefundWithheld withheld(UUID id, String amount) {
        return new RefundWithheld(payment, booking, id, usd(amount), "why");
    }

    private DisputeLossCorrected corrected(String lost, String before) {
        return new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", usd(lost), usd(before));
    }

    @Test
    void whatIsOwedBeyondAPartialLossFollowsWhenThatComesBackToo() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        UUID evenLater = Ids.withheldRefund(later);
        Object[] waiting = {opened("dp_1", "45.00", "45.00"), withheld(later, "45.00")};
        Object[] lost = {lost("dp_1", "18.00", "45.00"), refund(later, "27.00"), withheld(evenLater, "18.00")};
        fixture.given(paid)
                .andGiven(waiting)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "27.00"))
                .expectEvents(lost);
        Object[] corrected = {corrected("0.00", "18.00"), refund(evenLater, "18.00")};
        fixture.given(paid)
                .andGiven(waiting)
                .andGiven(lost)
                .when(told("dp_1", "45.00", DisputeState.Won, "45.00", "45.00"))
                .expectEvents(corrected);
        // No event tells of the rest in older streams.
        fixture.given(paid)
                .andGiven(waiting)
                .andGiven(lost[0], lost[1])
                .when(told("dp_1", "45.00", DisputeState.Won, "45.00", "45.00"))
                .expectEvents(corrected);
        for (Object again : List.of(
                told("dp_1", "45.00", DisputeState.Won, "45.00", "45.00"),
                told("dp_1", "45.00", DisputeState.Lost, "45.00", "27.00"),
                new RefundRemainder(payment, owed, PRICE, "why"))) {
            fixture.given(paid)
                    .andGiven(waiting)
                    .andGiven(lost)
                    .andGiven(corrected)
                    .when(again)
                    .expectNoEvents();
        }
        assertAtMostRefundable("0.00", waiting[0], waiting[1], lost[0], lost[1], lost[2], corrected[0], corrected[1]);
    }

    @Test
    void whatIsLostCountsFirstAgainstWhatIsOwed() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        UUID evenLater = Ids.withheldRefund(later);
        Object[] waiting = {opened("dp_1", "45.00", "45.00"), withheld(later, "20.00")};
        DisputeLost lost = lost("dp_1", "25.00", "45.00");
        fixture.given(paid)
                .andGiven(waiting)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "20.00"))
                .expectEvents(lost);
        Object[] less = {corrected("12.00", "25.00"), refund(later, "8.00"), withheld(evenLater, "12.00")};
        fixture.given(paid)
                .andGiven(waiting)
                .andGiven(lost)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "33.00"))
                .expectEvents(less);
        fixture.given(paid)
                .andGiven(waiting)
                .andGiven(lost)
                .andGiven(less)
                .when(told("dp_1", "45.00", DisputeState.Won, "45.00", "45.00"))
                .expectEvents(corrected("0.00", "12.00"), refund(evenLater, "12.00"));
    }

    @Test
    void whatWasLostBeforeItIsOwedCountsAsWell() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        Object[] decided = {opened("dp_1", "30.00", "30.00"), lost("dp_1", "30.00", "30.00")};
        fixture.given(paid)
                .andGiven(decided)
                .when(new RefundRemainder(payment, owed, usd("20.00"), "why"))
                .expectEvents(withheld(later, "20.00"));
        fixture.given(paid)
                .andGiven(decided)
                .when(new RefundRemainder(payment, owed, PRICE, "why"))
                .expectEvents(refund(owed, "15.00"), withheld(later, "30.00"));
        fixture.given(paid)
                .andGiven(decided)
                .andGiven(refund(owed, "15.00"), withheld(later, "30.00"))
                .when(told("dp_1", "30.00", DisputeState.Won, "30.00", "30.00"))
                .expectEvents(corrected("0.00", "30.00"), refund(later, "30.00"));
    }

    @Test
    void whatIsOwedFollowsEvenIfItComesBackAfterTheDisputeWasLost() {
        UUID owed = Ids.next();
        UUID later = Ids.withheldRefund(owed);
        UUID evenLater = Ids.withheldRefund(later);
        RefundWithheld all = new RefundWithheld(payment, booking, later, PRICE, "why");
        RefundWithheld rest = new RefundWithheld(payment, booking, evenLater, usd("44.00"), "why");
        Object[] lostInPart = {opened("dp_1", "45.00", "45.00"), lost("dp_1", "44.00", "45.00")};
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), all)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "1.00"))
                .expectEvents(lost("dp_1", "44.00", "45.00"), refund(later, "1.00"), rest);
        fixture.given(paid)
                .andGiven(lostInPart)
                .andGiven(all, refund(later, "1.00"), rest)
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "5.00"))
                .expectEvents(
                        new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", usd("40.00"), usd("44.00")),
                        refund(evenLater, "4.00"),
                        new RefundWithheld(payment, booking, Ids.withheldRefund(evenLater), usd("40.00"), "why"));
        fixture.given(paid)
                .andGiven(lostInPart)
                .when(new RefundRemainder(payment, owed, PRICE, "why"))
                .expectEvents(refund(owed, "1.00"), new RefundWithheld(payment, booking, later, usd("44.00"), "why"));
    }

    @Test
    void withoutAmountsTheOldRuleHolds() {
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"))
                .when(told("dp_1", "30.00", DisputeState.Lost, null))
                .expectEvents(lost("dp_1", "30.00", "45.00"));
        assertAtMostRefundable(
                "45.00", opened("dp_1", "45.00", "45.00"), new DisputeWon(payment, booking, "dp_1", PRICE, null));
        assertAtMostRefundable(
                "15.00",
                opened("dp_1", "45.00", "45.00"),
                new DisputeLost(payment, booking, "dp_1", usd("30.00"), null));
    }

    @Test
    void aRepairSaysWhatIsLostNow() {
        Object[] decided = {opened("dp_1", "45.00", "45.00"), lost("dp_1", "20.00", "45.00")};
        fixture.given(paid)
                .andGiven(decided)
                .when(told("dp_1", "30.00", DisputeState.Lost, null))
                .expectEvents(new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", usd("30.00"), usd("20.00")));
        fixture.given(paid)
                .andGiven(decided)
                .when(told("dp_1", "12.00", DisputeState.Lost, null))
                .expectEvents(new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", usd("12.00"), usd("20.00")));
        fixture.given(paid)
                .andGiven(decided)
                .when(told("dp_1", "20.00", DisputeState.Lost, null))
                .expectNoEvents();
    }

    @Test
    void nothingWasTakenNothingIsLost() {
        fixture.given(paid)
                .when(told("dp_1", "45.00", DisputeState.Lost, "0.00", "0.00"))
                .expectEvents(opened("dp_1", "45.00", "0.00"), lost("dp_1", "0.00", "0.00"));
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "0.00"), lost("dp_1", "0.00", "0.00"))
                .when(told("dp_1", "45.00", DisputeState.Lost, "45.00", "0.00"))
                .expectEvents(new DisputeLossCorrected(payment, booking, STRIPE, "dp_1", PRICE, NOTHING));
    }

    private RecordDispute stands(String amount, DisputeState state, String lost) {
        Money all = usd(amount);
        Money kept = state == DisputeState.Open ? all : usd(lost);
        return told("dp_1", amount, state, DisputeFunds.standing(all, all.minus(kept)));
    }

    @Test
    void whatFollowsFromHowItStandsReplacesWhatWasSaidBefore() {
        DisputeOpened opened = opened("dp_1", "45.00", "45.00");
        DisputeWon won = new DisputeWon(payment, booking, "dp_1", PRICE, PRICE);
        fixture.given(paid)
                .andGiven(opened)
                .when(stands("45.00", DisputeState.Won, "0.00"))
                .expectEvents(won);
        fixture.given(paid)
                .andGiven(opened, won)
                .when(stands("45.00", DisputeState.Open, "45.00"))
                .expectNoEvents();
        fixture.given(paid)
                .andGiven(opened, won)
                .when(stands("45.00", DisputeState.Lost, "45.00"))
                .expectEvents(corrected("45.00", "0.00"));
        assertAtMostRefundable("0.00", opened, won, corrected("45.00", "0.00"));
        fixture.given(paid)
                .andGiven(opened, won, corrected("45.00", "0.00"))
                .when(stands("45.00", DisputeState.Lost, "45.00"))
                .expectNoEvents();
        fixture.given(paid)
                .andGiven(opened, won, corrected("45.00", "0.00"))
                .when(stands("45.00", DisputeState.Won, "0.00"))
                .expectEvents(corrected("0.00", "45.00"));
    }

    @Test
    void whatIsDisputedMayGetLess() {
        DisputeOpened opened = opened("dp_1", "45.00", "45.00");
        DisputeFundsReinstated less = new DisputeFundsReinstated(payment, booking, STRIPE, "dp_1", usd("15.00"));
        fixture.given(paid)
                .andGiven(opened)
                .when(stands("30.00", DisputeState.Open, "0.00"))
                .expectEvents(less);
        fixture.given(paid)
                .andGiven(opened, less)
                .when(stands("30.00", DisputeState.Lost, "30.00"))
                .expectEvents(lost("dp_1", "30.00", "30.00"));
        fixture.given(paid)
                .andGiven(opened)
                .when(stands("30.00", DisputeState.Won, "0.00"))
                .expectEvents(new DisputeWon(payment, booking, "dp_1", PRICE, PRICE));
    }

    @Test
    void aRepairOfOneThatWasWonSaysWhatIsLost() {
        fixture.given(paid)
                .andGiven(opened("dp_1", "45.00", "45.00"), new DisputeWon(payment, booking, "dp_1", PRICE, PRICE))
                .when(told("dp_1", "30.00", DisputeState.Lost, null))
                .expectEvents(corrected("30.00", "0.00"));
    }

    @Test
    void whatIsWonWithoutAmountsGivesBackWhatWasTaken() {
        for (String taken : List.of("0.00", "45.00")) {
            fixture.given(paid)
                    .andGiven(opened("dp_1", "45.00", taken))
                    .when(told("dp_1", "45.00", DisputeState.Won, null))
                    .expectEvents(new DisputeWon(payment, booking, "dp_1", usd(taken), usd(taken)));
        }
    }
}
