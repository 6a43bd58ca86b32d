package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest extends SandboxTest {

    private static final String COMPLETED = "checkout.session.completed";

    /** Faults and failures concern the next delivery, whosever it is: nothing of another test may be under way. */
    @BeforeEach
    void waitUntilAllIsDelivered() {
        await().until(() -> jdbc.sql("SELECT count(*) FROM provider_sandbox.webhook_deliveries")
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void anEventIsTypedAndCanBeReadAgain() throws Exception {
        Session session = paidSession();
        await().until(() -> !receiver.eventIds(COMPLETED, session.getId()).isEmpty());

        Event event = stripe.v1()
                .events()
                .retrieve(receiver.eventIds(COMPLETED, session.getId()).getFirst());

        assertThat(event.getApiVersion()).isEqualTo(Stripe.API_VERSION);
        assertThat(event.getDataObjectDeserializer().getObject())
                .hasValueSatisfying(object -> assertThat(object)
                        .isInstanceOfSatisfying(
                                Session.class,
                                told -> assertThat(told.getPaymentStatus()).isEqualTo("paid")));
        assertThat(stripe.v1()
                        .events()
                        .list(EventListParams.builder()
                                .setType(COMPLETED)
                                .setLimit(1L)
                                .build())
                        .getData())
                .extracting(Event::getId)
                .containsExactly(event.getId());
    }

    @Test
    void anEventIsRepeatedUntilItIsTaken() throws Exception {
        receiver.failures.set(5);

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(taken(session)).hasSize(1));
        assertThat(receiver.failures).hasValue(0);
    }

    private List<String> taken(Session session) {
        return receiver.received.stream()
                .filter(each -> !each.refused())
                .map(WebhookReceiver.Received::event)
                .filter(event -> event.getType().equals(COMPLETED))
                .filter(event -> event.getDataObjectDeserializer().getRawJson().contains(session.getId()))
                .map(Event::getId)
                .toList();
    }

    @Test
    void aDeliveryWhoseProcessDiedIsTakenUpAgain() throws Exception {
        fault("{'operation':'webhook','kind':'webhook-lost','eventType':'checkout.session.completed'}");
        Session session = paidSession();
        waitUntilAllIsDelivered();

        jdbc.sql("""
                        INSERT INTO provider_sandbox.webhook_deliveries (event_id, attempts, due_at, created_at)
                        SELECT id, 1, now() + interval '300 ms', now() FROM provider_sandbox.stripe_events
                        WHERE type = ? AND body LIKE ?""").params(COMPLETED, "%" + session.getId() + "%").update();

        await().untilAsserted(() -> assertThat(taken(session)).hasSize(1));
    }

    @Test
    void anEventIsDeliveredAgainOnRequest() throws Exception {
        Session session = paidSession();
        await().until(() -> taken(session).size() == 1);
        String event = taken(session).getFirst();

        HttpResponse<String> answer = redeliver("{\"eventId\":\"" + event + "\",\"times\":3}");

        assertThat(answer.statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(taken(session)).hasSize(4).containsOnly(event));
        assertThat(redeliver("{\"eventId\":\"evt_none\"}").statusCode()).isEqualTo(404);
        assertThat(redeliver("{\"times\":3}").statusCode()).isEqualTo(400);
        assertThat(redeliver("no json").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> redeliver(String json) throws Exception {
        return send("POST", "/sandbox/stripe/webhooks/redeliver", "application/json", json);
    }

    @Test
    void aLostEventNeverArrives() throws Exception {
        fault("{'operation':'webhook','kind':'webhook-lost','eventType':'checkout.session.completed'}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(receiver.eventIds("charge.succeeded", session.getPaymentIntent()))
                .hasSize(1));
        waitUntilAllIsDelivered();
        assertThat(taken(session)).isEmpty();
    }

    @Test
    void aDoubledEventArrivesTwice() throws Exception {
        fault("{'operation':'webhook','kind':'webhook-doubled','eventType':'checkout.session.completed'}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(taken(session)).hasSize(2));
    }

    @Test
    void aReorderedEventIsOvertakenByLaterOnes() throws Exception {
        fault("{'operation':'webhook','kind':'webhook-reordered','delayMillis':300,"
                + "'eventType':'payment_intent.succeeded'}");

        String intent = paidSession().getPaymentIntent();

        await().untilAsserted(() -> assertThat(receiver.eventIds("payment_intent.succeeded", intent))
                .hasSize(1));
        assertThat(receiver.received.getLast().event().getType()).isEqualTo("payment_intent.succeeded");
    }

    @Test
    void aLateEventArrivesAfterItsDelay() throws Exception {
        fault("{'operation':'webhook','kind':'webhook-late','delayMillis':400,'eventType':'" + COMPLETED + "'}");

        Session session = paidSession();

        await().during(Duration.ofMillis(200)).until(() -> taken(session).isEmpty());
        await().untilAsserted(() -> assertThat(taken(session)).hasSize(1));
    }

    @Test
    void aWronglySignedEventIsRefusedAndComesAgain() throws Exception {
        int before = receiver.wronglySigned.get();
        fault("{'operation':'webhook','kind':'webhook-wrongly-signed','eventType':'" + COMPLETED + "','times':2}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(taken(session)).hasSize(1));
        assertThat(receiver.wronglySigned.get() - before).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsLostMakesTheEventComeAgain() throws Exception {
        fault("{'operation':'webhook','kind':'error-before','eventType':'" + COMPLETED + "'}");
        fault("{'operation':'webhook','kind':'error-after','eventType':'" + COMPLETED + "'}");

        Session session = paidSession();

        await().untilAsserted(() -> assertThat(taken(session)).hasSize(2));
    }
}
