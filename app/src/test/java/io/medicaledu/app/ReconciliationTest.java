package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Books;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Stripe's books say and ours do not, or the other way round, is found, and a person puts it right. */
class ReconciliationTest extends PlatformTest {

    private Books books;

    @BeforeEach
    void openBooks() {
        books = new Books(scenario().admin());
    }

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    private Booked toPay() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        return scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
    }

    private Booked paid() {
        Booked booked = toPay();
        assertThat(booked.pay(Scenario.GOOD_CARD).status()).isEqualTo(303);
        booked.awaitStatus("Confirmed");
        return booked;
    }

    private static Api.Answer cancel(Booked booked) {
        return booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
    }

    private String intentOf(Booked booked) {
        return jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_payment_intents
                        WHERE data -> 'metadata' ->> 'paymentId' = ?""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .single();
    }

    private String refundOf(Booked booked) {
        return jdbc.sql("SELECT id FROM provider_sandbox.stripe_refunds WHERE payment_intent = ?")
                .param(intentOf(booked))
                .query(String.class)
                .single();
    }

    private JsonNode sandbox(String path, Map<String, Object> body) {
        Api.Answer answer = api().post("/sandbox/stripe/" + path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.json();
    }

    private void fault(String operation, String kind, int times) {
        assertThat(api().post("/sandbox/faults", Map.of("operation", operation, "kind", kind, "times", times))
                        .status())
                .isEqualTo(201);
    }

    /** Does something of which these events do not arrive. */
    private void losing(List<String> events, Runnable action) {
        events.forEach(event -> assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "webhook", "kind", "webhook-lost", "eventType", event))
                        .status())
                .isEqualTo(201));
        action.run();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(api().get("/sandbox/faults").text()).doesNotContain("webhook-lost"));
    }

    @Test
    void bookingsAndRefundsThatWentWellAreNoDifference() {
        Instant start = Instant.now();
        Booked confirmed = paid();
        Booked cancelled = paid();
        assertThat(cancel(cancelled).status()).isEqualTo(200);
        cancelled.awaitPayment("Refunded");

        JsonNode run = books.compare(start);

        assertThat(run.path("counts").path("movements").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(run.path("counts").path("transactions").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(books.of(run, confirmed.paymentId())).isEmpty();
        assertThat(books.of(run, cancelled.paymentId())).isEmpty();
    }

    @Test
    void aCaptureWhoseWebhookWasLostIsFoundAndRepairedInTheNameOfTheAdmin() {
        Instant start = Instant.now();
        fault("session.retrieve", "server-error-500", 100);
        fault("session.expire", "server-error-500", 100);
        Booked booked = toPay();
        losing(
                List.of("payment_intent.succeeded", "checkout.session.completed"),
                () -> assertThat(booked.pay(Scenario.GOOD_CARD).status()).isEqualTo(303));
        assertThat(booked.status()).isNotEqualTo("Confirmed");

        JsonNode run = books.compare(start);
        JsonNode difference = books.onlyOf(run, booked.paymentId());

        assertThat(difference.path("kind").asString()).isEqualTo("MissingHere");
        assertThat(difference.path("transaction").asString()).isEqualTo("Capture");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordCapture");
        assertThat(difference.path("amountThere").path("amount").asString()).isEqualTo("45.00");
        assertThat(difference.path("reference").asString()).isEqualTo(intentOf(booked));

        JsonNode repaired = books.repair(difference, "endpoint was down").json();

        String adminId = run.path("requestedBy").asString();
        assertThat(repaired.path("state").asString()).isEqualTo("Repaired");
        assertThat(repaired.path("closedBy").asString()).isEqualTo(adminId);
        booked.awaitStatus("Confirmed");
        assertThat(actorOf(booked.paymentId(), "PaymentCaptured")).containsExactly(adminId);
        UUID id = UUID.fromString(difference.path("differenceId").asString());
        assertThat(actorOf(id, "ReconciliationDifferenceRepaired")).containsExactly(adminId);
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("SELECT actor FROM read_model.audit_logs WHERE entity_id = ? AND event_type = ?")
                                .params(id, "ReconciliationDifferenceRepaired")
                                .query(String.class)
                                .list())
                .containsExactly(adminId));

        assertThat(books.repair(difference, "again").status()).isEqualTo(200);
        assertThat(actorOf(id, "ReconciliationDifferenceRepaired")).hasSize(1);
        assertThat(books.dismiss(difference, "too late").code()).isEqualTo("reconciliation-state");
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
        assertThat(books.read(difference).path("state").asString()).isEqualTo("Repaired");
    }

    private List<String> actorOf(UUID aggregate, String event) {
        return jdbc.sql("""
                        SELECT meta_data ->> 'actor' FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND payload_type = ?""")
                .params(aggregate.toString(), event)
                .query(String.class)
                .list();
    }

    @Test
    void aDashboardRefundWhoseWebhooksWereLostIsFoundAndRecorded() {
        Instant start = Instant.now();
        Booked booked = paid();
        losing(
                List.of("refund.created", "refund.updated", "charge.refunded"),
                () -> sandbox("dashboard-refunds", Map.of("paymentIntent", intentOf(booked), "amount", 1000)));

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("kind").asString()).isEqualTo("MissingHere");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordRefund");
        assertThat(books.repair(difference, null).status()).isEqualTo(200);
        booked.awaitPayment("PartiallyRefunded");
        assertThat(booked.payment().path("refunded").path("amount").asString()).isEqualTo("10.00");
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void aDifferenceThatALateWebhookEndsIsGone() {
        Instant start = Instant.now();
        Booked booked = paid();
        losing(
                List.of("refund.created", "refund.updated", "charge.refunded"),
                () -> sandbox("dashboard-refunds", Map.of("paymentIntent", intentOf(booked), "amount", 1000)));
        JsonNode first = books.onlyOf(books.compare(start), booked.paymentId());
        JsonNode second = books.onlyOf(books.compare(start), booked.paymentId());
        assertThat(second.path("differenceId")).isEqualTo(first.path("differenceId"));

        String event = jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_events
                        WHERE type = 'refund.created' AND body::jsonb #>> '{data,object,id}' = ?""").param(refundOf(booked)).query(String.class).single();
        assertThat(api().post("/sandbox/stripe/webhooks/redeliver", Map.of("eventId", event, "times", 1))
                        .status())
                .isEqualTo(202);
        booked.awaitPayment("PartiallyRefunded");

        // Much younger than the difference: an open one is asked for all the same.
        JsonNode run = books.compare(Instant.now());
        assertThat(run.path("counts").path("gone").asInt()).isPositive();
        assertThat(books.read(first).path("state").asString()).isEqualTo("Gone");
        assertThat(books.repair(first, null).code()).isEqualTo("reconciliation-state");
    }

    @Test
    void aRefundThatFailedThereLaterIsFoundAndReversed() {
        Instant start = Instant.now();
        Booked booked = paid();
        assertThat(cancel(booked).status()).isEqualTo(200);
        booked.awaitPayment("Refunded");
        losing(
                List.of("refund.updated", "charge.refund.updated", "refund.failed"),
                () -> sandbox("refunds/" + refundOf(booked) + "/outcome", Map.of("status", "failed")));

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("kind").asString()).isEqualTo("StateDiffers");
        assertThat(difference.path("stateThere").asString()).isEqualTo("Failed");
        assertThat(difference.path("stateHere").asString()).isEqualTo("Succeeded");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordRefundFailure");
        assertThat(books.repair(difference, null).status()).isEqualTo(200);
        assertThat(actorOf(booked.paymentId(), "RefundReversed")).hasSize(1);
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void aRefundThatIsDoneThereAndStillOpenHereIsRecorded() {
        Instant start = Instant.now();
        Booked booked = paid();
        fault("refund.create", "pending", 1);
        assertThat(cancel(booked).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "SELECT count(*) FROM provider_sandbox.stripe_refunds WHERE payment_intent = ?")
                                .param(intentOf(booked))
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
        losing(
                List.of("refund.updated", "charge.refund.updated", "charge.refunded"),
                () -> sandbox("refunds/" + refundOf(booked) + "/outcome", Map.of("status", "succeeded")));

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("suggestedAction").asString()).isEqualTo("RecordRefund");
        assertThat(difference.path("refundId").asString("")).isNotEmpty();
        assertThat(books.repair(difference, null).status()).isEqualTo(200);
        booked.awaitPayment("Refunded");
    }

    @Test
    void aDisputeAndItsDecisionAreFoundAndRecorded() {
        Instant start = Instant.now();
        Booked booked = paid();
        losing(
                List.of("charge.dispute.created", "charge.dispute.funds_withdrawn"),
                () -> sandbox("disputes", Map.of("paymentIntent", intentOf(booked))));
        JsonNode opened = books.onlyOf(books.compare(start), booked.paymentId());
        assertThat(opened.path("suggestedAction").asString()).isEqualTo("RecordDispute");
        assertThat(books.repair(opened, null).status()).isEqualTo(200);
        assertThat(actorOf(booked.paymentId(), "DisputeOpened")).hasSize(1);

        String dispute = opened.path("reference").asString();
        losing(
                List.of("charge.dispute.updated", "charge.dispute.closed"),
                () -> sandbox("disputes/" + dispute + "/close", Map.of("status", "lost")));
        // An open dispute is asked for however old it is.
        JsonNode lost = books.onlyOf(books.compare(Instant.now()), booked.paymentId());
        assertThat(lost.path("kind").asString()).isEqualTo("StateDiffers");
        assertThat(lost.path("stateThere").asString()).isEqualTo("Lost");
        assertThat(books.repair(lost, null).status()).isEqualTo(200);
        assertThat(actorOf(booked.paymentId(), "DisputeLost")).hasSize(1);
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
    }

    @Test
    void whatOnlyWeKnowIsAskedForAndDismissedWithAReason() {
        UUID payment = Ids.next();
        String reference = "pi_nowhere" + System.nanoTime();
        Instant start = Instant.now();
        jdbc.sql("""
                        INSERT INTO command_side.provider_transactions
                            (provider, reference, kind, payment_id, minor_units, currency, state, recorded_at)
                        VALUES (0, ?, 'Capture', ?, 4500, 'EUR', 'Succeeded', ?)""").params(reference, payment, start.atOffset(ZoneOffset.UTC)).update();

        JsonNode difference = books.onlyOf(books.compare(start), payment);

        assertThat(difference.path("kind").asString()).isEqualTo("MissingThere");
        assertThat(difference.path("suggestedAction").asString()).isEqualTo("AskProvider");
        assertThat(difference.path("amountThere").isNull()).isTrue();
        fault("payment_intent.retrieve", "server-error-500", 3);
        assertThat(books.repair(difference, null).code()).isEqualTo("payment-provider-unavailable");
        assertThat(books.repair(difference, null).code()).isEqualTo("reconciliation-state");
        assertThat(books.dismiss(difference, " ").code()).isEqualTo("validation");
        assertThat(books.dismiss(difference, "Of the former account").get("state"))
                .isEqualTo("Dismissed");
        assertThat(books.dismiss(difference, "once more").get("note")).isEqualTo("Of the former account");
        UUID id = UUID.fromString(difference.path("differenceId").asString());
        assertThat(actorOf(id, "ReconciliationDifferenceDismissed")).hasSize(1);

        JsonNode still = books.onlyOf(books.compare(start), payment);
        assertThat(still.path("state").asString()).isEqualTo("Dismissed");
        jdbc.sql("DELETE FROM command_side.provider_transactions WHERE reference = ?")
                .param(reference)
                .update();
    }

    @Test
    void anotherAmountIsFoundAndIsForAPerson() {
        Instant start = Instant.now();
        Booked booked = paid();
        book(intentOf(booked), 4600);

        JsonNode difference = books.onlyOf(books.compare(start), booked.paymentId());

        assertThat(difference.path("kind").asString()).isEqualTo("AmountDiffers");
        assertThat(difference.path("amountThere").path("amount").asString()).isEqualTo("45.00");
        assertThat(difference.path("amountHere").path("amount").asString()).isEqualTo("46.00");
        assertThat(books.repair(difference, null).code()).isEqualTo("reconciliation-state");
        book(intentOf(booked), 4500);
        assertThat(books.of(books.compare(start), booked.paymentId())).isEmpty();
        assertThat(books.read(difference).path("state").asString()).isEqualTo("Gone");

        book(intentOf(booked), 4600);
        books.compare(start);
        assertThat(books.read(difference).path("state").asString()).isEqualTo("Open");
        book(intentOf(booked), 4500);
        books.compare(start);
    }

    private void book(String reference, long minorUnits) {
        jdbc.sql("UPDATE command_side.provider_transactions SET minor_units = ? WHERE reference = ?")
                .params(minorUnits, reference)
                .update();
    }
}
