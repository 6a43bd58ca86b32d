package io.medicaledu.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.GoldenEvents.Golden;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event of an older revision in the store is the same to all who read it, and stays as it was written. */
class OldRevisionsTest extends PlatformTest {

    private static final String GOLDEN_USER = "01a20abc-72ff-771c-bc01-03c62df0806f";
    private static final String GOLDEN_PAYMENT = "2f6274fd-a063-5bef-a344-35dc0a0f9efc";

    @Autowired
    private EventStorageEngine engine;

    @Autowired
    private StoredEvents stored;

    @Autowired
    private PlatformTransactionManager transactionManager;

    /** As an earlier release wrote it. Returns its position. */
    private long store(String aggregateType, UUID id, long sequence, Golden golden, Map<String, String> changes) {
        String payload = golden.text();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            payload = payload.replace(change.getKey(), change.getValue());
        }
        return jdbc.sql("""
                        INSERT INTO event_store.domain_events (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        SELECT ?, ?, ?, ?, ?, ?, ?::jsonb, '{"actor": "earlier-release", "actorRole": "System"}', ?
                        WHERE pg_current_xact_id() IS NOT NULL
                        RETURNING global_index""")
                .params(
                        UUID.randomUUID().toString(),
                        id.toString(),
                        sequence,
                        aggregateType,
                        golden.name(),
                        golden.revision(),
                        payload,
                        Instant.now().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    @Test
    void aUserIsDeactivatedForAllWhoReadIt() {
        UUID user = UUID.randomUUID();
        Map<String, String> changes = Map.of(GOLDEN_USER, user.toString(), "ada@example.org", user + "@example.org");
        store("User", user, 0, new Golden("UserRegistered", "1"), changes);
        long position = store("User", user, 1, new Golden("UserDeactivated", "1"), changes);
        Api admin = scenario().admin();

        // The projection, which reads the tail.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(admin.get("/api/users/" + user)
                                .json()
                                .path("isActive")
                                .asBoolean(true))
                        .isFalse());
        // Time travel, which reads the table itself.
        JsonNode then = admin.get("/api/audit/user/" + user + "?version=1").json();
        assertThat(then.path("state").path("isActive").asBoolean(true)).isFalse();
        // The aggregate: only one that is not active is activated by an event.
        assertThat(admin.patch("/api/users/" + user, Map.of("active", true)).status())
                .isEqualTo(204);
        List<JsonNode> history = admin.get("/api/audit/user/" + user + "/history")
                .json()
                .path("items")
                .valueStream()
                .toList();
        assertThat(history.getLast().path("type").asString()).isEqualTo("UserActivated");
        // The auditor is shown what is stored.
        JsonNode shown = history.get(1);
        assertThat(shown.path("revision").asString()).isEqualTo("1");
        assertThat(shown.path("payload")).isEqualTo(JsonMapper.shared().readTree("{\"userId\":\"" + user + "\"}"));
        String sealed = await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/api/audit/events/" + position + "/proof"), answer -> answer.status() == 200)
                .get("data");
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8))
                .contains("\nUserDeactivated\n1\n", "{\"userId\": \"" + user + "\"}")
                .doesNotContain("endsBookings");
    }

    @Test
    void everyWayToReadAnEventGivesTheSame() {
        new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
            UUID payment = UUID.randomUUID();
            Map<String, String> changes = Map.of(GOLDEN_PAYMENT, payment.toString());
            List<Long> positions = List.of(
                    store("Payment", payment, 0, new Golden("PaymentStarted", "1"), changes),
                    store("Payment", payment, 1, new Golden("PaymentCaptured", "1"), changes),
                    store("Payment", payment, 2, new Golden("DisputeOpened", "1"), changes));

            List<?> ofAggregate = engine.readEvents(payment.toString(), 0)
                    .asStream()
                    .<Object>map(Message::getPayload)
                    .toList();
            List<?> ofStream = positions.stream().map(this::ofStreamAt).toList();
            List<?> ofTimeTravel = jdbc.sql(
                            "SELECT * FROM event_store.domain_events WHERE aggregate_identifier = ? ORDER BY global_index")
                    .param(payment.toString())
                    .<Object>query((row, index) -> stored.message(row).getPayload())
                    .list();

            assertThat(ofAggregate).hasSize(3);
            assertThat(((PaymentCaptured) ofAggregate.get(1)).provider()).isEqualTo(PaymentProvider.Stripe);
            assertThat(((DisputeOpened) ofAggregate.get(2)).withdrawn()).isEqualTo(Money.of("45.00", "USD"));
            assertThat(ofStream).isEqualTo(ofAggregate);
            assertThat(ofTimeTravel).isEqualTo(ofAggregate);
            transaction.setRollbackOnly();
        });
    }

    /** Each by itself, as others may have taken a position in between. */
    private Object ofStreamAt(long position) {
        try (Stream<? extends TrackedEventMessage<?>> events =
                engine.readEvents(GapAwareTrackingToken.newInstance(position - 1, List.of()), false)) {
            return events.findFirst().orElseThrow().getPayload();
        }
    }
}
