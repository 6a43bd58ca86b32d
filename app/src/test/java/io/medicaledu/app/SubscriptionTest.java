package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Happenings;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Receiver;
import io.medicaledu.app.support.Receiver.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

/** Subscribers get each event signed, in order, until they have taken it; whatever they answer, and whatever stops. */
class SubscriptionTest extends PlatformTest {

    private static final Duration RETRIES = Duration.ofSeconds(30);

    @Autowired
    private EventStorageEngine engine;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("workQueues")
    private SmartLifecycle workQueues;

    private final Receiver receiver = new Receiver();
    private Happenings happenings;
    private Api admin;
    private String id;
    private String secret;

    @BeforeEach
    void aSubscription() {
        happenings = new Happenings(engine, transactions);
        admin = scenario().admin();
        Api.Answer created = admin.post(
                "/api/subscriptions", Map.of("url", receiver.url(), "types", List.of("ReconciliationDifferenceD*")));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        id = created.get("subscriptionId");
        secret = created.get("secret");
    }

    @AfterEach
    void isGoneAfterwards() {
        admin.delete("/api/subscriptions/" + id);
        receiver.close();
    }

    private JsonNode subscription() {
        return admin.get("/api/subscriptions/" + id).json();
    }

    private void ask(String what) {
        assertThat(admin.post("/api/subscriptions/" + id + what).status()).isEqualTo(204);
    }

    private void awaitTaken(String... reasons) {
        await().atMost(RETRIES).untilAsserted(() -> assertThat(receiver.taken()).containsExactly(reasons));
    }

    @Test
    void eachEventArrivesSignedInTheWordsOfTheFeed() throws Exception {
        for (int i = 1; i <= 25; i++) {
            happenings.append("event " + i);
        }
        await().atMost(RETRIES).untilAsserted(() -> assertThat(receiver.taken()).hasSize(25));

        JsonNode feed = admin.get("/api/audit/events?limit=100&correlationId=" + happenings.story())
                .json()
                .path("items");
        assertThat(feed).hasSize(25);
        for (int i = 0; i < 25; i++) {
            Received received = receiver.all().get(i);
            assertThat(received.isSignedWith(secret)).isTrue();
            assertThat(received.json().path("type").asString()).isEqualTo(Happenings.TYPE);
            assertThat(received.json().path("data")).isEqualTo(feed.get(i));
            assertThat(received.json().path("timestamp").asString())
                    .isEqualTo(feed.get(i).path("occurredAt").asString());
        }
        assertThat(receiver.all().stream().map(Received::id)).doesNotHaveDuplicates();
        await().untilAsserted(
                        () -> assertThat(subscription().path("lag").asLong()).isZero());
        assertThat(subscription().path("state").asString()).isEqualTo("Active");
        assertThat(subscription().path("lastDeliveryAt").isNull()).isFalse();
    }

    @Test
    void anEventThatIsCommittedLateComesInItsPlace() throws Exception {
        try (Happenings.Late late = happenings.late("late")) {
            happenings.append("fast 1");
            happenings.append("fast 2");
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> receiver.all().isEmpty());

            late.commit();
        }
        awaitTaken("late", "fast 1", "fast 2");
    }

    @Test
    void whatIsNotTakenIsSentAgainAndNothingOfItsAggregateBefore() {
        UUID aggregate = UUID.randomUUID();
        AtomicInteger attempts = new AtomicInteger();
        receiver.answer(received -> {
            if (!received.reason().equals("second")) {
                return 204;
            }
            return switch (attempts.incrementAndGet()) {
                case 1 -> 500;
                case 2 -> Receiver.DROPPED;
                case 3 -> 302;
                default -> 204;
            };
        });
        happenings.append(aggregate, 0, "first");
        happenings.append(aggregate, 1, "second");
        happenings.append(aggregate, 2, "third");

        await().untilAsserted(() ->
                assertThat(subscription().path("attempts").asInt()).isPositive());
        assertThat(subscription().path("lastError").asString()).isNotEmpty();
        assertThat(subscription().path("nextAttemptAt").isNull()).isFalse();
        awaitTaken("first", "second", "third");
        List<Received> second = receiver.all().stream()
                .filter(received -> received.reason().equals("second"))
                .toList();
        assertThat(second).hasSize(4);
        assertThat(second.stream().map(Received::id).distinct()).hasSize(1);
        await().untilAsserted(() -> {
            assertThat(subscription().path("attempts").asInt()).isZero();
            assertThat(subscription().path("lastError").isNull()).isTrue();
        });
    }

    @Test
    void aPauseKeepsEventsForLaterAndARewindSendsThemAgain() {
        long begin = subscription().path("position").asLong();
        happenings.append("before");
        awaitTaken("before");
        ask("/pause");
        assertThat(subscription().path("state").asString()).isEqualTo("Paused");
        assertThat(subscription().path("pausedBecause").asString()).isEqualTo("Requested");
        happenings.append("meanwhile");
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(5))
                .until(() -> receiver.taken().size() == 1);

        ask("/resume");
        awaitTaken("before", "meanwhile");

        assertThat(admin.post("/api/subscriptions/" + id + "/rewind", Map.of("position", begin))
                        .status())
                .isEqualTo(204);
        awaitTaken("before", "meanwhile", "before", "meanwhile");
        List<String> ids = receiver.all().stream().map(Received::id).toList();
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    }

    @Test
    void whoAnswersGoneIsAskedNoMore() {
        receiver.answer(410);
        happenings.append("unwanted");

        await().untilAsserted(() ->
                assertThat(subscription().path("pausedBecause").asString()).isEqualTo("ReceiverGone"));
        assertThat(receiver.all()).hasSize(1);
        receiver.takeAll();
        ask("/resume");
        awaitTaken("unwanted");
    }

    @Test
    void afterThreeDaysTheSubscriptionIsPausedAndNothingSkipped() {
        receiver.answer(503);
        happenings.append("patient");
        await().untilAsserted(() ->
                assertThat(subscription().path("attempts").asInt()).isPositive());
        assertThat(subscription().path("state").asString()).isEqualTo("Active");

        // As it is three days later, when the next attempt is due.
        jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET failing_since = failing_since - INTERVAL '3 days', next_attempt_at = now()
                        WHERE subscription_id = ?""").param(UUID.fromString(id)).update();

        await().atMost(RETRIES)
                .untilAsserted(
                        () -> assertThat(subscription().path("pausedBecause").asString())
                                .isEqualTo("Unreachable"));
        assertThat(subscription().path("lastError").asString()).contains("503");
        happenings.append("next");
        receiver.takeAll();
        ask("/resume");
        awaitTaken("patient", "next");
    }

    @Test
    void aNewUrlIsTriedAtOnce() {
        receiver.answer(500);
        happenings.append("moved");
        await().untilAsserted(() ->
                assertThat(subscription().path("attempts").asInt()).isPositive());
        try (Receiver other = new Receiver()) {
            assertThat(admin.patch("/api/subscriptions/" + id, Map.of("url", other.url()))
                            .status())
                    .isEqualTo(204);
            await().untilAsserted(() -> assertThat(other.taken()).containsExactly("moved"));
            assertThat(subscription().path("types").get(0).asString()).isEqualTo("ReconciliationDifferenceD*");

            Map<String, Object> all = new HashMap<>();
            all.put("types", null);
            assertThat(admin.patch("/api/subscriptions/" + id, all).status()).isEqualTo(204);
            scenario().student();
            await().untilAsserted(() -> assertThat(other.all().stream()
                            .map(each -> each.json().path("type").asString()))
                    .contains("SubscriptionChanged", "UserRegistered"));
        }
    }

    @Test
    void aRestartGoesOnFromWhereItWas() {
        happenings.append("1");
        awaitTaken("1");
        workQueues.stop();
        try {
            happenings.append("2");
            // As a node leaves it that was killed while it delivered.
            jdbc.sql("""
                            UPDATE command_side.subscriptions
                            SET lease = gen_random_uuid(), next_attempt_at = now() + INTERVAL '2 seconds'
                            WHERE subscription_id = ?""").param(UUID.fromString(id)).update();
        } finally {
            workQueues.start();
        }
        happenings.append("3");
        awaitTaken("1", "2", "3");
    }
}
