package io.medicaledu.app.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Steps of stories that are paid through PayPal, and what its sandbox has in its books afterwards. */
public abstract class PayPalStories extends PlatformTest {

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    protected UUID slot() {
        return slot(scenario().instructor());
    }

    protected UUID slot(Person instructor) {
        return scenario()
                .slot(instructor, scenario().publishedCourse(instructor, "45.00", "EUR"), Duration.ofDays(3), 1);
    }

    protected Booked booked() {
        return scenario().bookToPayByPayPal(scenario().student(), slot());
    }

    protected Booked confirmed() {
        Booked booked = booked();
        assertThat(approve(booked, "completed").status()).isEqualTo(303);
        booked.awaitStatus("Confirmed");
        return booked;
    }

    /** The payer agrees on PayPal's page; the outcome is what comes of the capture. */
    protected static Api.Answer approve(Booked booked, String outcome) {
        return booked.student().api().postForm(booked.checkoutUrl() + "/approve", "outcome", outcome);
    }

    protected static String orderId(Booked booked) {
        return booked.checkoutUrl().substring(booked.checkoutUrl().lastIndexOf('/') + 1);
    }

    protected void fault(String operation, String kind, int times) {
        fault(Map.of("operation", operation, "kind", kind, "times", times));
    }

    protected void fault(Map<String, ?> fault) {
        Api.Answer answer = api().post("/sandbox/faults", fault);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** Lets something happen at PayPal. */
    protected Api.Answer atPayPal(String path, Map<String, ?> body) {
        Api.Answer answer = api().post("/sandbox/paypal" + path, body);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer;
    }

    protected String captureOf(Booked booked, String status) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(captures(booked, status)).hasSize(1));
        return captures(booked, status).getFirst();
    }

    protected List<String> captures(Booked booked, String status) {
        return jdbc.sql("SELECT id FROM provider_sandbox.paypal_captures WHERE custom_id = ? AND status = ?")
                .params(booked.paymentId().toString(), status)
                .query(String.class)
                .list();
    }

    /** What the payer of a booking has got back, in the currency's smallest unit. */
    protected List<Long> refunds(Booked booked, String status) {
        return jdbc.sql("""
                        SELECT r.units FROM provider_sandbox.paypal_refunds r
                            JOIN provider_sandbox.paypal_captures c ON c.id = r.capture_id
                        WHERE c.custom_id = ? AND r.status = ? ORDER BY r.seq""")
                .params(booked.paymentId().toString(), status)
                .query(Long.class)
                .list();
    }

    protected int orders(Booked booked) {
        return jdbc.sql("SELECT count(*) FROM provider_sandbox.paypal_orders WHERE custom_id = ?")
                .param(booked.paymentId().toString())
                .query(Integer.class)
                .single();
    }

    protected List<String> webhooksOf(Booked booked) {
        return jdbc.sql("""
                        SELECT body FROM provider_sandbox.paypal_events
                        WHERE body LIKE '%' || ? || '%' ORDER BY seq""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .list();
    }

    protected int eventCount(UUID aggregate, String type) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND payload_type = ?""")
                .params(aggregate.toString(), type)
                .query(Integer.class)
                .single();
    }

    protected void awaitEvent(UUID aggregate, String type) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(eventCount(aggregate, type)).isEqualTo(1));
    }

    /** Waits until nothing is left to be worked on of what PayPal has told. */
    protected void awaitInboxDone() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("SELECT count(*) FROM command_side.webhook_inbox WHERE state = 'Received'")
                                        .query(Integer.class)
                                        .single())
                        .isZero());
    }

    protected PayPalSigner signer() {
        return PayPalSigner.of(api(), jdbc, url());
    }
}
