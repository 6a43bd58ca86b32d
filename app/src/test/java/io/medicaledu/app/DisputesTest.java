package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Books;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Disputes about parts, lost in part, and several of one payment: in the ledger, in the API, and in what can be refunded. */
class DisputesTest extends PayPalStories {

    private static final String BUYER = "RESOLVED_BUYER_FAVOUR";

    private Booked paidByCard() {
        return scenario().confirmed(scenario().student(), slot());
    }

    private String intent(Booked booked) {
        return payment(booked).path("providerTransactionId").asString();
    }

    private JsonNode payment(Booked booked) {
        return scenario().admin().get("/api/payments/" + booked.paymentId()).json();
    }

    private String dispute(Booked booked, long amount) {
        String id = atStripe("", Map.of("paymentIntent", intent(booked), "amount", amount));
        eventually(() -> assertThat(
                        dispute(booked, id).path("withdrawn").path("amount").asString(""))
                .isEqualTo(BigDecimal.valueOf(amount, 2).toPlainString()));
        return id;
    }

    private String atStripe(String path, Map<String, Object> body) {
        Api.Answer answer = api().post("/sandbox/stripe/disputes" + path, body);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer.get("id");
    }

    private void close(String dispute, String status, long reinstated) {
        atStripe("/" + dispute + "/close", Map.of("status", status, "reinstated", reinstated));
    }

    private JsonNode dispute(Booked booked, String id) {
        return payment(booked)
                .path("disputes")
                .valueStream()
                .filter(each -> each.path("disputeId").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dispute " + id));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** State, disputed, withdrawn, reinstated and lost amount of one dispute. */
    private void assertDispute(Booked booked, String id, String... expected) {
        eventually(() -> {
            JsonNode dispute = dispute(booked, id);
            assertThat(List.of(
                            dispute.path("state").asString(),
                            amount(dispute, "amount"),
                            amount(dispute, "withdrawn"),
                            amount(dispute, "reinstated"),
                            amount(dispute, "lost")))
                    .containsExactly(expected);
            assertThat(dispute.path("decidedAt").isNull()).isEqualTo(expected[0].equals("Open"));
        });
    }

    private static String amount(JsonNode object, String field) {
        return object.path(field).path("amount").asString();
    }

    private void assertSummary(Booked booked, String state, String disputed) {
        JsonNode payment = payment(booked);
        assertThat(payment.path("disputeState").asString()).isEqualTo(state);
        assertThat(amount(payment, "disputed")).isEqualTo(disputed);
    }

    private void assertLedger(Booked booked, String... balances) {
        Api admin = scenario().admin();
        eventually(() -> {
            Map<String, BigDecimal> sums = new TreeMap<>();
            for (JsonNode entry : admin.get("/api/ledger/entries?limit=100&paymentId=" + booked.paymentId())
                    .json()
                    .path("items")) {
                sums.merge(entry.path("account").asString(), new BigDecimal(amount(entry, "amount")), BigDecimal::add);
            }
            assertThat(sums.entrySet().stream()
                            .filter(sum -> sum.getValue().signum() != 0)
                            .map(sum -> sum.getKey() + " " + sum.getValue()))
                    .containsExactlyInAnyOrder(balances);
        });
    }

    private Api.Answer refund(Booked booked, String amount) {
        return scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reason", "Goodwill"));
    }

    /** What is left can be refunded, to the cent, at the provider, too. */
    private void assertRefundable(Booked booked, String amount) {
        String more = new BigDecimal(amount).add(new BigDecimal("0.01")).toPlainString();
        assertThat(refund(booked, more).code()).isEqualTo("refund-exceeds-captured");
        Api.Answer all = refund(booked, amount);
        assertThat(all.status()).as(all.text()).isEqualTo(201);
        Api admin = scenario().admin();
        eventually(() -> assertThat(admin.get("/api/payments/" + UUID.fromString(all.get("refundId")))
                        .get("status"))
                .isEqualTo("Refunded"));
    }

    @ParameterizedTest
    @CsvSource({"lost, 1250", "won, 1250"})
    void onlyWhatTheBankKeepsOfADisputedPartIsLost(String status, long reinstated) {
        Booked booked = paidByCard();
        String dispute = dispute(booked, 3_000);
        assertLedger(booked, "provider:stripe 15.00", "disputed 30.00", "bookings -45.00");
        assertDispute(booked, dispute, "Open", "30.00", "30.00", "0.00", "0.00");
        assertSummary(booked, "Open", "30.00");

        close(dispute, status, reinstated);

        assertDispute(booked, dispute, "Lost", "30.00", "30.00", "12.50", "17.50");
        assertSummary(booked, "Lost", "17.50");
        assertLedger(booked, "provider:stripe 27.50", "dispute-losses 17.50", "bookings -45.00");
        assertRefundable(booked, "27.50");
        assertLedger(booked, "dispute-losses 17.50", "bookings -17.50");
    }

    @Test
    void whatTheBankGivesBackAfterTheEndIsNotLostAnyMore() {
        Booked booked = paidByCard();
        String dispute = dispute(booked, 4_500);
        close(dispute, "lost", 0);
        assertDispute(booked, dispute, "Lost", "45.00", "45.00", "0.00", "45.00");

        atStripe("/" + dispute + "/reinstate", Map.of("reinstated", 2_000));
        assertDispute(booked, dispute, "Lost", "45.00", "45.00", "20.00", "25.00");
        assertLedger(booked, "provider:stripe 20.00", "dispute-losses 25.00", "bookings -45.00");

        atStripe("/" + dispute + "/reinstate", Map.of("reinstated", 4_500));
        assertDispute(booked, dispute, "Won", "45.00", "45.00", "45.00", "0.00");
        assertSummary(booked, "Won", "0.00");
        assertLedger(booked, "provider:stripe 45.00", "bookings -45.00");
    }

    @Test
    void severalDisputesOfOnePaymentAreDecidedEachByItself() {
        Booked booked = paidByCard();
        String first = dispute(booked, 2_000);
        String second = dispute(booked, 1_500);
        assertLedger(booked, "provider:stripe 10.00", "disputed 35.00", "bookings -45.00");
        assertSummary(booked, "Open", "35.00");
        assertThat(payment(booked).path("flagReason").asString())
                .isEqualTo("disputed: fraudulent; disputed: fraudulent");

        close(first, "lost", 500);
        assertDispute(booked, first, "Lost", "20.00", "20.00", "5.00", "15.00");
        assertSummary(booked, "Open", "30.00");
        assertLedger(booked, "provider:stripe 15.00", "disputed 15.00", "dispute-losses 15.00", "bookings -45.00");

        close(second, "won", 1_500);
        assertDispute(booked, second, "Won", "15.00", "15.00", "15.00", "0.00");
        assertSummary(booked, "Lost", "15.00");
        assertThat(payment(booked).path("flagReason").asString()).isEqualTo("dispute-lost");
        assertThat(payment(booked).path("disputes")).hasSize(2);
        assertRefundable(booked, "30.00");
        assertLedger(booked, "dispute-losses 15.00", "bookings -15.00");
    }

    @Test
    void webhooksOfADisputeInTheWrongOrderGiveTheSame() {
        Booked booked = paidByCard();
        for (String late : List.of("created", "closed", "updated")) {
            Map<String, Object> fault = new HashMap<>(
                    Map.of("operation", "webhook", "kind", "webhook-late", "times", 1, "delayMillis", 2_000));
            fault.put("eventType", "charge.dispute." + late);
            fault(fault);
        }
        String dispute = atStripe("", Map.of("paymentIntent", intent(booked), "amount", 4_500));

        close(dispute, "lost", 1_000);

        assertDispute(booked, dispute, "Lost", "45.00", "45.00", "10.00", "35.00");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM command_side.webhook_inbox WHERE payload::text LIKE ?")
                                .param("%" + dispute + "%")
                                .query(Integer.class)
                                .single()
                        == 5);
        awaitInboxDone();
        assertDispute(booked, dispute, "Lost", "45.00", "45.00", "10.00", "35.00");
        assertLedger(booked, "provider:stripe 10.00", "dispute-losses 35.00", "bookings -45.00");
    }

    @Test
    void onlyWhatTheBuyerGotThroughPayPalIsLost() {
        Booked booked = confirmed();
        String dispute = disputeAtPayPal(booked, "30.00");
        assertLedger(booked, "provider:paypal 15.00", "disputed 30.00", "bookings -45.00");

        resolve(dispute, BUYER, "12.50");

        assertDispute(booked, dispute, "Lost", "30.00", "30.00", "17.50", "12.50");
        assertSummary(booked, "Lost", "12.50");
        assertLedger(booked, "provider:paypal 32.50", "dispute-losses 12.50", "bookings -45.00");
        assertRefundable(booked, "32.50");
    }

    @ParameterizedTest
    @CsvSource({"RESOLVED_SELLER_FAVOUR", "RESOLVED_WITH_PAYOUT", "CANCELED_BY_BUYER", "DENIED"})
    void whatIsNotOursToPayIsNotLost(String outcome) {
        Booked booked = confirmed();
        String dispute = disputeAtPayPal(booked, "30.00");

        atPayPal("/disputes/" + dispute + "/resolve", Map.of("outcome", outcome));

        assertDispute(booked, dispute, "Won", "30.00", "30.00", "30.00", "0.00");
        assertLedger(booked, "provider:paypal 45.00", "bookings -45.00");
    }

    @Test
    void severalDisputesOfOnePaymentThroughPayPal() {
        Booked booked = confirmed();
        String first = disputeAtPayPal(booked, "20.00");
        String second = disputeAtPayPal(booked, "25.00");
        assertSummary(booked, "Open", "45.00");

        resolve(first, BUYER, "20.00");
        assertDispute(booked, first, "Lost", "20.00", "20.00", "0.00", "20.00");
        assertSummary(booked, "Open", "45.00");
        resolve(second, "ACCEPTED", "5.00");

        assertDispute(booked, second, "Lost", "25.00", "25.00", "20.00", "5.00");
        assertSummary(booked, "Lost", "25.00");
        assertLedger(booked, "provider:paypal 20.00", "dispute-losses 25.00", "bookings -45.00");
    }

    private String disputeAtPayPal(Booked booked, String amount) {
        String id = atPayPal("/disputes", Map.of("captureId", captureOf(booked, "COMPLETED"), "amount", amount))
                .get("dispute_id");
        assertDispute(booked, id, "Open", amount, amount, "0.00", "0.00");
        return id;
    }

    private void resolve(String dispute, String outcome, String refunded) {
        atPayPal("/disputes/" + dispute + "/resolve", Map.of("outcome", outcome, "amountRefunded", refunded));
    }

    @Test
    void whatACancellationOwesFollowsAsDisputesEnd() {
        Booked booked = paidByCard();
        String first = dispute(booked, 2_000);
        String second = dispute(booked, 2_500);
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
        awaitEvent(booked.paymentId(), "RefundWithheld");

        close(first, "won", 2_000);
        eventually(() ->
                assertThat(eventCount(booked.paymentId(), "RefundSucceeded")).isEqualTo(1));
        close(second, "lost", 1_000);

        eventually(() ->
                assertThat(eventCount(booked.paymentId(), "RefundSucceeded")).isEqualTo(2));
        assertLedger(booked, "dispute-losses 15.00", "bookings -15.00");
    }

    @Test
    void whatADisputeHasCostIsFoundByReconciliationIfItsWebhooksAreLost() {
        Booked booked = paidByCard();
        String dispute = dispute(booked, 3_000);
        for (String lost : List.of("updated", "closed", "funds_reinstated")) {
            fault(Map.of(
                    "operation", "webhook", "kind", "webhook-lost", "times", 1, "eventType", "charge.dispute." + lost));
        }
        close(dispute, "lost", 1_000);
        Books books = new Books(scenario().admin());

        JsonNode difference = books.onlyOf(books.compare(Instant.now().minusSeconds(600)), booked.paymentId());
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordDispute");
        assertThat(books.repair(difference, null).status()).isEqualTo(200);

        assertDispute(booked, dispute, "Lost", "30.00", "30.00", "10.00", "20.00");
        assertThat(books.of(books.compare(Instant.now().minusSeconds(600)), booked.paymentId()))
                .isEmpty();
    }
}
