package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.app.support.StripeMessages;
import io.medicaledu.shared.Ids;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What stands in the ledger, to the minor unit, after whatever can happen to the money of a booking. */
class LedgerTest extends PlatformTest {

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private StripeMessages stripe() {
        return new StripeMessages(api());
    }

    private UUID slot(Duration fromNow) {
        Person instructor = scenario().instructor();
        return scenario().slot(instructor, scenario().publishedCourse(instructor, "45.00", "EUR"), fromNow, 1);
    }

    private Booked confirmed() {
        return scenario().confirmed(scenario().student(), slot(Duration.ofDays(3)));
    }

    private String intentOf(Booked booked) {
        return await().until(
                        () -> jdbc.sql("""
                                        SELECT reference FROM command_side.provider_transactions
                                        WHERE payment_id = ? AND kind = 'Capture'""")
                                .param(booked.paymentId())
                                .query(String.class)
                                .list(),
                        found -> found.size() == 1)
                .getFirst();
    }

    /** The balance of each account in which the payment has left something, e.g. {@code bookings -45.00 EUR}. */
    private void assertLedger(UUID payment, String... balances) {
        Api admin = scenario().admin();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(balances(admin, payment)).containsExactlyInAnyOrder(balances));
    }

    private static String[] balances(Api admin, UUID payment) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (JsonNode entry : admin.get("/api/ledger/entries?limit=100&paymentId=" + payment)
                .json()
                .path("items")) {
            JsonNode amount = entry.path("amount");
            sums.merge(
                    entry.path("account").asString() + " %s "
                            + amount.path("currency").asString(),
                    new BigDecimal(amount.path("amount").asString()),
                    BigDecimal::add);
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().signum() != 0)
                .map(sum -> sum.getKey().formatted(sum.getValue()))
                .toArray(String[]::new);
    }

    private UUID refundByAdmin(Booked booked, String amount, String currency) {
        Api.Answer answer = scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", currency), "reason", "Goodwill"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.get("refundId"));
    }

    private void awaitRefund(UUID refund, String status) {
        Api admin = scenario().admin();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(admin.get("/api/payments/" + refund).get("status"))
                                .isEqualTo(status));
    }

    /** The stand-in knows nothing of a transaction that a message has made up, and refuses to refund it. */
    private void succeedAfterRefusal(UUID payment, UUID refund) {
        awaitRefund(refund, "Failed");
        assertMoneyAddsUp();
        stripe().refund(payment, refund, "re_" + refund, "succeeded");
        awaitRefund(refund, "Refunded");
    }

    @ParameterizedTest
    @CsvSource({"EUR, 45.00, 20.00, 25.00", "JPY, 4500, 1999, 2501", "KWD, 4.500, 1.990, 2.510"})
    void aPaymentAndItsRefunds(String currency, String price, String part, String rest) {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, price, currency);
        Booked booked =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
        assertLedger(
                booked.paymentId(), "provider:stripe " + price + " " + currency, "bookings -" + price + " " + currency);
        assertMoneyAddsUp();

        refundByAdmin(booked, part, currency);
        assertLedger(
                booked.paymentId(), "provider:stripe " + rest + " " + currency, "bookings -" + rest + " " + currency);
        assertMoneyAddsUp();

        refundByAdmin(booked, rest, currency);
        assertLedger(booked.paymentId());
    }

    @Test
    void aCancellationByThePolicy() {
        Booked booked = scenario().confirmed(scenario().student(), slot(Duration.ofHours(5)));

        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

        assertLedger(booked.paymentId(), "provider:stripe 22.50 EUR", "bookings -22.50 EUR");
    }

    @Test
    void aMoveToACheaperAndThenToADearerSlot() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Booked first =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(1), 1));
        UUID cheaper = scenario().slot(instructor, course, Duration.ofHours(27), "30.00");
        UUID dearer = scenario().slot(instructor, course, Duration.ofHours(30), "60.00");
        Api student = first.student().api();

        String second = student.post("/api/bookings/" + first.id() + "/reschedule", Map.of("slotId", cheaper))
                .get("bookingId");
        assertLedger(first.paymentId(), "provider:stripe 30.00 USD", "bookings -30.00 USD");
        assertMoneyAddsUp();

        Api.Answer moved = student.post("/api/bookings/" + second + "/reschedule", Map.of("slotId", dearer));
        String third = moved.get("bookingId");
        JsonNode due = student.with("Consistency-Token", String.valueOf(moved.header("Consistency-Token")))
                .get("/api/bookings/" + third + "/payment?wait=20")
                .json();
        Booked last = new Booked(
                first.student(),
                UUID.fromString(third),
                UUID.fromString(due.path("paymentId").asString()),
                due.path("checkoutUrl").asString());
        assertMoneyAddsUp();
        last.pay(Scenario.GOOD_CARD);
        last.awaitStatus("Confirmed");
        assertLedger(first.paymentId(), "provider:stripe 30.00 USD", "bookings -30.00 USD");
        assertLedger(last.paymentId(), "provider:stripe 30.00 USD", "bookings -30.00 USD");
        assertMoneyAddsUp();

        instructor.api().post("/api/bookings/" + third + "/cancellation");
        assertLedger(first.paymentId());
        assertLedger(last.paymentId());
    }

    @Test
    void aLatePaymentOfASeatThatIsGone() {
        UUID slot = slot(Duration.ofDays(3));
        Booked late = scenario().bookToPay(scenario().student(), slot);
        late.student().api().post("/api/bookings/" + late.id() + "/cancellation");
        scenario().confirmed(scenario().student(), slot);

        stripe().captured(late.paymentId(), "pi_late_" + slot, 4500, "eur");

        assertLedger(late.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
        succeedAfterRefusal(late.paymentId(), Ids.unusablePaymentRefund(late.paymentId()));
        assertLedger(late.paymentId());
    }

    @Test
    void aLatePaymentAfterTheHoldThatBringsTheBookingBack() {
        Booked booked = scenario().bookToPay(scenario().student(), slot(Duration.ofDays(3)));
        booked.awaitStatus("Cancelled");
        assertLedger(booked.paymentId());
        assertMoneyAddsUp();

        stripe().captured(booked.paymentId(), "pi_back_" + booked.id(), 4500, "eur");

        booked.awaitStatus("Confirmed");
        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
    }

    @Test
    void aBookingThatIsPaidTwice() {
        Booked booked = confirmed();
        String second = "pi_second_" + booked.id();

        stripe().captured(booked.paymentId(), second, 4500, "eur");

        assertLedger(booked.paymentId(), "provider:stripe 90.00 EUR", "bookings -45.00 EUR", "unapplied -45.00 EUR");
        succeedAfterRefusal(booked.paymentId(), Ids.surplusRefund(booked.paymentId(), second));
        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
        assertMoneyAddsUp();

        refundByAdmin(booked, "45.00", "EUR");
        assertLedger(booked.paymentId());
    }

    @ParameterizedTest
    @CsvSource({"4400, EUR, 44.00", "4500, USD, 45.00"})
    void moneyOfAnotherAmountOrCurrencyThanAskedFor(long minorUnits, String currency, String amount) {
        Booked booked = scenario().bookToPay(scenario().student(), slot(Duration.ofDays(3)));

        stripe().captured(booked.paymentId(), "pi_wrong_" + booked.id(), minorUnits, currency.toLowerCase(Locale.ROOT));

        assertLedger(
                booked.paymentId(),
                "provider:stripe " + amount + " " + currency,
                "unapplied -" + amount + " " + currency);
        assertMoneyAddsUp();
        succeedAfterRefusal(booked.paymentId(), refundByAdmin(booked, amount, currency));
        assertLedger(booked.paymentId());
    }

    @Test
    void aDisputeThatIsWon() {
        Booked booked = confirmed();
        String intent = intentOf(booked);
        String dispute = "dp_" + booked.id();

        stripe().dispute(intent, dispute, 4500, "eur", "needs_response");
        assertLedger(booked.paymentId(), "disputed 45.00 EUR", "bookings -45.00 EUR");
        assertMoneyAddsUp();

        stripe().dispute(intent, dispute, 4500, "eur", "won");
        stripe().dispute(intent, dispute, 4500, "eur", "won");
        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
    }

    @ParameterizedTest
    @CsvSource({"4500, provider:stripe 0.00, dispute-losses 45.00", "3000, provider:stripe 15.00, dispute-losses 30.00"
    })
    void aDisputeThatIsLostInWholeOrInPart(long lost, String left, String loss) {
        Booked booked = confirmed();
        String intent = intentOf(booked);
        String dispute = "dp_" + booked.id();
        stripe().dispute(intent, dispute, 4500, "eur", "needs_response");
        assertLedger(booked.paymentId(), "disputed 45.00 EUR", "bookings -45.00 EUR");

        stripe().dispute(intent, dispute, lost, "eur", "lost");

        assertLedger(
                booked.paymentId(),
                Stream.of(left + " EUR", loss + " EUR", "bookings -45.00 EUR")
                        .filter(balance -> !balance.contains(" 0.00"))
                        .toArray(String[]::new));
    }

    @Test
    void aDisputeOfAPartWithARefundOfTheRest() {
        Booked booked = confirmed();
        String intent = intentOf(booked);
        stripe().dispute(intent, "dp_part_" + booked.id(), 2000, "eur", "needs_response");
        assertLedger(booked.paymentId(), "provider:stripe 25.00 EUR", "disputed 20.00 EUR", "bookings -45.00 EUR");
        refundByAdmin(booked, "25.00", "EUR");
        assertLedger(booked.paymentId(), "disputed 20.00 EUR", "bookings -20.00 EUR");
        assertMoneyAddsUp();

        stripe().dispute(intent, "dp_part_" + booked.id(), 2000, "eur", "lost");

        assertLedger(booked.paymentId(), "dispute-losses 20.00 EUR", "bookings -20.00 EUR");
    }

    @Test
    void aRefundThatWasMadeInTheDashboard() {
        Booked booked = confirmed();
        String intent = intentOf(booked);

        stripe().dashboardRefund(intent, "re_dash_" + booked.id(), 1000, "eur");
        stripe().dashboardRefund(intent, "re_dash_" + booked.id(), 1000, "eur");

        assertLedger(booked.paymentId(), "provider:stripe 35.00 EUR", "bookings -35.00 EUR");
    }

    @Test
    void aDashboardRefundOfWhatWasPaidTwiceIsNotTakenFromTheBooking() {
        Booked booked = confirmed();
        String second = "pi_twice_" + booked.id();
        stripe().captured(booked.paymentId(), second, 4500, "eur");
        awaitRefund(Ids.surplusRefund(booked.paymentId(), second), "Failed");

        stripe().dashboardRefund(second, "re_twice_" + booked.id(), 4500, "eur");

        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
    }

    @Test
    void aRefundThatFailsLaterAndIsGivenOnceMore() {
        Booked booked = confirmed();
        UUID refund = refundByAdmin(booked, "20.00", "EUR");
        assertLedger(booked.paymentId(), "provider:stripe 25.00 EUR", "bookings -25.00 EUR");

        stripe().refund(booked.paymentId(), refund, "re_" + refund, "failed");
        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
        assertMoneyAddsUp();

        refundByAdmin(booked, "25.00", "EUR");
        assertLedger(booked.paymentId(), "provider:stripe 20.00 EUR", "bookings -20.00 EUR");
    }

    /** The refund failed as the money was disputed; that nobody has got it back must not be forgotten. */
    @Test
    void aWonDisputeLeavesAFailedRefundWithThePersonWhoHasToLook() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        Booked booked =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
        String intent = intentOf(booked);
        instructor.api().post("/api/bookings/" + booked.id() + "/cancellation");
        booked.awaitPayment("Refunded");
        UUID refund = Ids.cancellationRefund(booked.id(), booked.paymentId());
        stripe().refund(booked.paymentId(), refund, "re_" + refund, "failed");
        awaitRefund(refund, "Failed");

        stripe().dispute(intent, "dp_" + booked.id(), 4500, "eur", "needs_response");
        assertLedger(booked.paymentId(), "disputed 45.00 EUR", "bookings -45.00 EUR");
        stripe().dispute(intent, "dp_" + booked.id(), 4500, "eur", "won");

        assertLedger(booked.paymentId(), "provider:stripe 45.00 EUR", "bookings -45.00 EUR");
        await().untilAsserted(() -> assertThat(scenario()
                        .admin()
                        .get("/api/payments/" + booked.paymentId())
                        .get("flagReason"))
                .isEqualTo("refund-reversed: lost_or_stolen_card"));
    }
}
