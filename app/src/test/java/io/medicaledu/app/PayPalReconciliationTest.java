package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Books;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What PayPal's books say and ours do not is found, and a person puts it right. */
class PayPalReconciliationTest extends PayPalStories {

    private Api admin;
    private Books books;

    @BeforeEach
    void openBooks() {
        admin = scenario().admin();
        books = new Books(admin, "PayPal");
    }

    /** Confirmed, and its webhooks have all come. */
    private Booked paid() {
        Booked booked = confirmed();
        String capture = captureOf(booked, "COMPLETED");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                SELECT count(*) FROM command_side.webhook_inbox
                                WHERE type = 'PAYMENT.CAPTURE.COMPLETED' AND state = 'Processed'
                                  AND payload -> 'resource' ->> 'id' = ?""")
                                .param(capture)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
        return booked;
    }

    private static void cancel(Booked booked) {
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/cancellation")
                        .status())
                .isEqualTo(200);
        booked.awaitPayment("Refunded");
    }

    /** Lets something happen at PayPal of which these events do not arrive. */
    private Api.Answer losing(List<String> events, String path, Map<String, ?> body) {
        events.forEach(event -> fault(Map.of("operation", "webhook", "kind", "webhook-lost", "eventType", event)));
        Api.Answer answer = atPayPal(path, body);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(api().get("/sandbox/faults").text()).doesNotContain("webhook-lost"));
        return answer;
    }

    @Test
    void whatWentWellIsNoDifferenceWhicheverWayTheMoneyWent() {
        Instant start = Instant.now();
        Booked confirmed = paid();
        Booked cancelled = paid();
        cancel(cancelled);
        Booked fromTheDashboard = paid();
        atPayPal(
                "/dashboard-refunds", Map.of("captureId", captureOf(fromTheDashboard, "COMPLETED"), "amount", "10.00"));
        Booked reversed = paid();
        atPayPal("/captures/" + captureOf(reversed, "COMPLETED") + "/reverse", Map.of());
        Booked disputed = paid();
        String dispute = atPayPal("/disputes", Map.of("captureId", captureOf(disputed, "COMPLETED")))
                .get("dispute_id");
        atPayPal("/disputes/" + dispute + "/resolve", Map.of("outcome", "RESOLVED_BUYER_FAVOUR"));
        awaitEvent(fromTheDashboard.paymentId(), "ExternalRefundRecorded");
        awaitEvent(reversed.paymentId(), "ExternalRefundRecorded");
        awaitEvent(disputed.paymentId(), "DisputeLost");

        JsonNode run = books.compare(start);

        // Five captures, three refunds and a dispute, on both sides.
        assertThat(run.path("counts").path("movements").asInt()).isGreaterThanOrEqualTo(9);
        assertThat(run.path("counts").path("transactions").asInt()).isGreaterThanOrEqualTo(9);
        for (Booked booked : List.of(confirmed, cancelled, fromTheDashboard, reversed, disputed)) {
            assertThat(books.of(run, booked.paymentId())).isEmpty();
        }
    }

    @Test
    void aSecondCaptureWhoseWebhooksWereLostIsFoundRepairedAndPaidBack() {
        Instant start = Instant.now();
        Booked booked = paid();
        String first = captureOf(booked, "COMPLETED");
        losing(
                List.of("CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED"),
                "/double-capture",
                Map.of("orderId", orderId(booked)));
        assertThat(eventCount(booked.paymentId(), "SurplusCaptured")).isZero();

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("provider").asString()).isEqualTo("PayPal");
        assertThat(difference.path("kind").asString()).isEqualTo("MissingHere");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordCapture");
        assertThat(difference.path("amountThere").path("amount").asString()).isEqualTo("45.00");
        assertThat(captures(booked, "COMPLETED"))
                .containsExactlyInAnyOrder(first, difference.path("reference").asString());

        assertThat(books.repair(difference, "endpoint was down").get("state")).isEqualTo("Repaired");

        awaitEvent(booked.paymentId(), "SurplusCaptured");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds(booked, "COMPLETED")).containsExactly(4_500L));
        awaitEvent(booked.paymentId(), "RefundSucceeded");
        assertThat(captures(booked, "COMPLETED")).containsExactly(first);
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void aDashboardRefundWhoseWebhookWasLostIsFoundAndRecorded() {
        Instant start = Instant.now();
        Booked booked = paid();
        losing(
                List.of("PAYMENT.CAPTURE.REFUNDED"),
                "/dashboard-refunds",
                Map.of("captureId", captureOf(booked, "COMPLETED"), "amount", "10.00"));

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("kind").asString()).isEqualTo("MissingHere");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordRefund");
        assertThat(books.repair(difference, null).status()).isEqualTo(200);
        booked.awaitPayment("PartiallyRefunded");
        assertThat(booked.payment().path("refunded").path("amount").asString()).isEqualTo("10.00");
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void aDisputeAndItsDecisionAreFoundAndRecorded() {
        Instant start = Instant.now();
        Booked booked = paid();
        String dispute = losing(
                        List.of("CUSTOMER.DISPUTE.CREATED"),
                        "/disputes",
                        Map.of("captureId", captureOf(booked, "COMPLETED")))
                .get("dispute_id");
        JsonNode opened = books.onlyOf(books.compare(start), booked.paymentId());
        assertThat(opened.path("reference").asString()).isEqualTo(dispute);
        assertThat(opened.path("suggestedAction").asString()).isEqualTo("RecordDispute");
        assertThat(books.repair(opened, null).status()).isEqualTo(200);
        assertThat(eventCount(booked.paymentId(), "DisputeOpened")).isEqualTo(1);

        losing(
                List.of("CUSTOMER.DISPUTE.RESOLVED"),
                "/disputes/" + dispute + "/resolve",
                Map.of("outcome", "RESOLVED_BUYER_FAVOUR"));
        // An open dispute is asked for however old it is.
        JsonNode lost = books.onlyOf(books.compare(Instant.now()), booked.paymentId());
        assertThat(lost.path("kind").asString()).isEqualTo("StateDiffers");
        assertThat(lost.path("stateThere").asString()).isEqualTo("Lost");
        assertThat(books.repair(lost, null).status()).isEqualTo(200);
        assertThat(eventCount(booked.paymentId(), "DisputeLost")).isEqualTo(1);
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void aShortFaultOfPayPalIsRiddenOut() {
        fault("paypal.transactions.list", "server-error-500", 1);
        fault("paypal.dispute.list", "rate-limit-429", 1);

        books.compare(Instant.now().minusSeconds(60));
    }

    @Test
    void whoNamesNoProviderComparesWithAll() {
        Instant until = Instant.now();

        Api.Answer answer =
                admin.post(Books.PATH, Map.of("from", until.minusSeconds(60).toString(), "until", until.toString()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(Books.PATH);
        List<JsonNode> runs = answer.json().path("runs").valueStream().toList();
        assertThat(runs)
                .extracting(run -> run.path("provider").asString())
                .containsExactlyInAnyOrder("Stripe", "PayPal");
        for (JsonNode run : runs) {
            JsonNode done = books.await(UUID.fromString(run.path("id").asString()));
            assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("Succeeded");
            assertThat(Instant.parse(done.path("judgedUntil").asString())).isAfter(until.minusSeconds(1));
        }
    }
}
