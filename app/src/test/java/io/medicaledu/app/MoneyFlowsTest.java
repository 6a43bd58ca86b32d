package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What must follow when money comes late, twice, wrong or not at all, and when it goes back. */
class MoneyFlowsTest extends PlatformTest {

    private static final String SECRET = "whsec_medicaledu_demo";

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private UUID slot(Person instructor, Duration fromNow, int seats) {
        return scenario().slot(instructor, scenario().publishedCourse(instructor, "45.00", "EUR"), fromNow, seats);
    }

    private void fault(String operation, String kind, int times) {
        assertThat(api().post("/sandbox/faults", Map.of("operation", operation, "kind", kind, "times", times))
                        .status())
                .isEqualTo(201);
    }

    private Api.Answer deliver(String payload, Instant signedAt) throws Exception {
        String signature = Webhook.Util.computeHmacSha256(SECRET, signedAt.getEpochSecond() + "." + payload);
        return api().with("Stripe-Signature", "t=" + signedAt.getEpochSecond() + ",v1=" + signature)
                .postRaw("/webhooks/stripe", payload);
    }

    private int eventCount(UUID aggregate, String type) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND payload_type = ?""")
                .params(aggregate.toString(), type)
                .query(Integer.class)
                .single();
    }

    private int freeSeats(UUID slot) {
        JsonNode json = api().get("/api/slots/" + slot).json();
        return json.path("maxParticipants").asInt()
                - json.path("currentParticipants").asInt();
    }

    private static String captureEvent(String id, UUID payment, String intent, long amount, String currency) {
        return """
                {"id":"%s","object":"event","type":"payment_intent.succeeded","created":%d,"data":{"object":
                {"id":"%s","object":"payment_intent","amount_received":%d,"currency":"%s","metadata":{"paymentId":"%s"}}}}""".formatted(id, Instant.now().getEpochSecond(), intent, amount, currency, payment);
    }

    @Test
    void cancellationBeforePaymentFreesTheSeatAndClosesTheCheckout() {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);

        Api.Answer cancelled = booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

        assertThat(cancelled.get("status")).isEqualTo("Cancelled");
        assertThat(cancelled.json().path("refund").path("amount").asString()).isEqualTo("0.00");
        booked.awaitPayment("Cancelled");
        await().untilAsserted(() -> assertThat(freeSeats(slot)).isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(booked.pay(Scenario.GOOD_CARD).status()).isEqualTo(410));
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/cancellation")
                        .code())
                .isEqualTo("booking-state");
    }

    @Test
    void cancellationAfterPaymentRefundsByThePolicyOfTheBooking() {
        Person instructor = scenario().instructor();
        Booked early = scenario().confirmed(scenario().student(), slot(instructor, Duration.ofDays(3), 1));
        Booked late = scenario().confirmed(scenario().student(), slot(instructor, Duration.ofHours(5), 1));
        Booked tooLate = scenario().confirmed(scenario().student(), slot(instructor, Duration.ofHours(1), 1));

        assertThat(refundOf(early)).isEqualTo("45.00");
        assertThat(refundOf(late)).isEqualTo("22.50");
        assertThat(refundOf(tooLate)).isEqualTo("0.00");

        early.awaitPayment("Refunded");
        late.awaitPayment("PartiallyRefunded");
        assertThat(late.payment().path("refunded").path("amount").asString()).isEqualTo("22.50");
        assertThat(tooLate.payment().path("status").asString()).isEqualTo("Succeeded");
        assertThat(jdbc.sql(
                                "SELECT sum(amount) FROM provider_sandbox.stripe_refunds WHERE metadata ->> 'paymentId' = ?")
                        .param(late.paymentId().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2250);
    }

    private static String refundOf(Booked booked) {
        return booked.student()
                .api()
                .post("/api/bookings/" + booked.id() + "/cancellation", Map.of("reason", "ill"))
                .json()
                .path("refund")
                .path("amount")
                .asString();
    }

    @Test
    void anInstructorsCancellationRefundsInFull() {
        Person instructor = scenario().instructor();
        Booked booked = scenario().confirmed(scenario().student(), slot(instructor, Duration.ofHours(1), 1));

        Api.Answer answer = instructor.api().post("/api/bookings/" + booked.id() + "/cancellation");

        assertThat(answer.json().path("refund").path("amount").asString()).isEqualTo("45.00");
        booked.awaitPayment("Refunded");
    }

    @Test
    void aCancelledSlotRefundsEveryBookingOnIt() {
        Person instructor = scenario().instructor();
        UUID slot = slot(instructor, Duration.ofHours(3), 5);
        List<Booked> booked = List.of(
                scenario().confirmed(scenario().student(), slot),
                scenario().confirmed(scenario().student(), slot));
        Booked pending = scenario().bookToPay(scenario().student(), slot);

        assertThat(instructor
                        .api()
                        .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "ill"))
                        .status())
                .isEqualTo(204);

        booked.forEach(each -> each.awaitStatus("Cancelled"));
        pending.awaitStatus("Cancelled");
        booked.forEach(each -> each.awaitPayment("Refunded"));
        pending.awaitPayment("Cancelled");
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("slot-closed");
    }

    @Test
    void anUnpaidHoldExpiresAndALatePaymentBringsTheBookingBackWhileTheSeatIsFree() throws Exception {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);

        booked.awaitStatus("Cancelled");
        assertThat(booked.student().api().get("/api/bookings/" + booked.id()).get("cancellationReason"))
                .isEqualTo("HoldExpired");
        await().untilAsserted(() -> assertThat(freeSeats(slot)).isEqualTo(1));
        booked.awaitPayment("Cancelled");

        deliver(captureEvent("evt_late_" + slot, booked.paymentId(), "pi_late_" + slot, 4500, "eur"), Instant.now());

        booked.awaitStatus("Confirmed");
        assertThat(eventCount(booked.id(), "BookingReinstated")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(freeSeats(slot)).isEqualTo(0));
    }

    @Test
    void aLatePaymentIsRefundedInFullOnceTheSeatIsGone() throws Exception {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 1);
        Booked late = scenario().bookToPay(scenario().student(), slot);
        late.student().api().post("/api/bookings/" + late.id() + "/cancellation");
        scenario().confirmed(scenario().student(), slot);

        String payload = captureEvent("evt_gone_" + slot, late.paymentId(), "pi_gone_" + slot, 4500, "eur");
        deliver(payload, Instant.now());
        deliver(payload, Instant.now());

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(eventCount(late.paymentId(), "RefundRequested"))
                        .isEqualTo(1));
        assertThat(late.status()).isEqualTo("Cancelled");
    }

    @Test
    void aLatePaymentIsRefundedOnceTheCourseIsFull() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        instructor.api().patch("/api/courses/" + course, Map.of("maxStudents", 1));
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Booked late = scenario().bookToPay(scenario().student(), slot);
        late.student().api().post("/api/bookings/" + late.id() + "/cancellation");
        scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(4), 1));

        deliver(captureEvent("evt_full_" + slot, late.paymentId(), "pi_full_" + slot, 4500, "eur"), Instant.now());

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(eventCount(late.paymentId(), "RefundRequested"))
                        .isEqualTo(1));
        assertThat(late.status()).isEqualTo("Cancelled");
    }

    @Test
    void aWebhookInAnyOrderAndFiveTimesConfirmsOnce() throws Exception {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 1);
        fault("webhook", "webhook-lost", 3);
        Booked booked = scenario().bookToPay(scenario().student(), slot);
        booked.pay(Scenario.GOOD_CARD);
        List<String> payloads = new ArrayList<>(jdbc.sql("""
                        SELECT body FROM provider_sandbox.stripe_events
                        WHERE body LIKE '%' || ? || '%'""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .list());
        assertThat(payloads).hasSize(3);
        Collections.reverse(payloads);

        for (int i = 0; i < 5; i++) {
            for (String payload : payloads) {
                assertThat(deliver(payload, Instant.now()).status()).isEqualTo(200);
            }
        }

        booked.awaitStatus("Confirmed");
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isEqualTo(1);
        assertThat(eventCount(booked.id(), "BookingConfirmed")).isEqualTo(1);
        assertThat(eventCount(slot, "SeatTaken")).isEqualTo(1);
    }

    @Test
    void anotherAmountThanAskedForIsFlaggedForTheAdminAndDoesNotConfirm() throws Exception {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);

        deliver(captureEvent("evt_wrong_" + slot, booked.paymentId(), "pi_wrong_" + slot, 4400, "eur"), Instant.now());

        await().untilAsserted(() -> assertThat(scenario()
                        .admin()
                        .get("/api/payments?flagged=true&bookingId=" + booked.id())
                        .text())
                .contains("amount-differs"));
        assertThat(booked.status()).isEqualTo("Pending");
    }

    @Test
    void aWebhookOfAnUnknownPaymentIsKeptForTheAdmin() throws Exception {
        String id = "evt_unknown_" + UUID.randomUUID();
        assertThat(deliver(captureEvent(id, UUID.randomUUID(), "pi_x", 4500, "eur"), Instant.now())
                        .status())
                .isEqualTo(200);

        Api admin = scenario().admin();
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/webhook-inbox?state=Unmatched").text())
                .contains(id));
    }

    @Test
    void unsignedStaleAndFutureWebhooksAreRefused() throws Exception {
        String payload = captureEvent("evt_bad_" + UUID.randomUUID(), UUID.randomUUID(), "pi_x", 4500, "eur");

        assertThat(api().postRaw("/webhooks/stripe", payload).code()).isEqualTo("webhook-signature");
        assertThat(deliver(payload, Instant.now().minusSeconds(600)).code()).isEqualTo("webhook-signature");
        assertThat(deliver(payload, Instant.now().plusSeconds(600)).code()).isEqualTo("webhook-signature");
        assertThat(deliver("not json", Instant.now()).code()).isEqualTo("validation");
    }

    @Test
    void aProviderThatFailsIsAskedAgainAndNothingIsDoubled() {
        UUID slot = slot(scenario().instructor(), Duration.ofDays(3), 2);
        fault("session.create", "error-before", 1);
        fault("session.create", "error-after", 1);
        fault("session.create", "rate-limit-429", 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);
        assertThat(jdbc.sql("SELECT count(*) FROM provider_sandbox.stripe_sessions WHERE client_reference_id = ?")
                        .param(booked.paymentId().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        booked.pay(Scenario.GOOD_CARD);
        booked.awaitStatus("Confirmed");

        fault("refund.create", "error-after", 1);
        fault("refund.create", "server-error-500", 1);
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

        booked.awaitPayment("Refunded");
        assertThat(jdbc.sql("SELECT count(*) FROM provider_sandbox.stripe_refunds WHERE metadata ->> 'paymentId' = ?")
                        .param(booked.paymentId().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAdminRefundsInPartsUpToWhatWasCaptured() {
        Booked booked =
                scenario().confirmed(scenario().student(), slot(scenario().instructor(), Duration.ofDays(3), 1));
        Api admin = scenario().admin();
        String path = "/api/payments/" + booked.paymentId() + "/refunds";

        assertThat(admin.post(path, refund("20.00", "EUR")).status()).isEqualTo(201);
        assertThat(admin.post(path, refund("25.01", "EUR")).code()).isEqualTo("refund-exceeds-captured");
        assertThat(admin.post(path, refund("1.00", "USD")).code()).isEqualTo("refund-currency");
        assertThat(admin.post(path, refund("0.00", "EUR")).code()).isEqualTo("refund-amount");
        assertThat(admin.post(path, refund("-1.00", "EUR")).code()).isEqualTo("refund-amount");
        assertThat(booked.student().api().post(path, refund("1.00", "EUR")).code())
                .isEqualTo("forbidden");
        booked.awaitPayment("PartiallyRefunded");
        assertThat(admin.post(path, refund("25.00", "EUR")).status()).isEqualTo(201);
        booked.awaitPayment("Refunded");
        assertThat(booked.status()).isEqualTo("Confirmed");
    }

    private static Map<String, Object> refund(String amount, String currency) {
        return Map.of("amount", Map.of("amount", amount, "currency", currency), "reason", "Goodwill");
    }
}
