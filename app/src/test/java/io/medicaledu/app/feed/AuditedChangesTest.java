package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.app.feed.SchemaRows.Changed;
import io.medicaledu.app.feed.SchemaRows.Row;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.booking.api.BookingEvent;
import io.medicaledu.catalog.api.CourseEvent;
import io.medicaledu.identity.api.UserEvent;
import io.medicaledu.learning.api.EnrollmentEvent;
import io.medicaledu.notification.api.NotificationEvent;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.promotion.api.PromoCodeEvent;
import io.medicaledu.rating.api.RatingEvent;
import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * For every event of the schema's tables: what the audit log tells is what the event has changed in the tables, row by row
 * and column by column.
 */
class AuditedChangesTest extends PlatformTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long BEYOND_ALL = 8_000_000_000_000L;

    private static final Set<String> PROJECTIONS = Set.of(
            "users",
            "courses",
            "availability-slots",
            "bookings",
            "payments",
            "enrollments",
            "promo-codes",
            "ratings",
            "notifications",
            "audit-logs");

    private static final Map<Class<?>, String> AGGREGATES = Map.of(
            UserEvent.class, "User userId",
            CourseEvent.class, "Course courseId",
            SlotEvent.class, "AvailabilitySlot slotId",
            BookingEvent.class, "Booking bookingId",
            PaymentEvent.class, "Payment paymentId",
            EnrollmentEvent.class, "Enrollment enrollmentId",
            RatingEvent.class, "Rating ratingId",
            PromoCodeEvent.class, "PromoCode promoCodeId",
            NotificationEvent.class, "Notification notificationId");

    @Autowired
    private FeedTransactions transactions;

    @Autowired
    private Followers followers;

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    private final AuditedStory story = new AuditedStory();
    private final List<UUID> ids = new ArrayList<>(story.ids());
    private final Map<String, Long> sequences = new HashMap<>();
    private long position = BEYOND_ALL;

    @AfterEach
    void forgetTheStory() {
        ids.addAll(rows().read(ids).keySet().stream().map(Row::id).toList());
        UUID[] all = ids.toArray(UUID[]::new);
        for (String table : List.of("user_sessions", "course_materials", "booking_promo_codes", "course_progress")) {
            jdbc.sql("DELETE FROM read_model." + table + " WHERE id = ANY (?)")
                    .param(all)
                    .update();
        }
        SchemaRows.TABLES
                .values()
                .forEach(table -> jdbc.sql("DELETE FROM read_model." + table + " WHERE id = ANY (?)")
                        .param(all)
                        .update());
        jdbc.sql("DELETE FROM read_model.audit_states WHERE entity_id = ANY (?)")
                .param(all)
                .update();
        jdbc.sql("DELETE FROM read_model.payment_incidents WHERE payment_id = ANY (?)")
                .param(all)
                .update();
        jdbc.sql("DELETE FROM read_model.progress_materials WHERE course_id = ANY (?)")
                .param(all)
                .update();
        jdbc.sql("DELETE FROM read_model.slot_waiters WHERE slot_id = ANY (?)")
                .param(all)
                .update();
        jdbc.sql("DELETE FROM read_model.rating_summaries WHERE subject_id = ANY (?)")
                .param(all)
                .update();
        asOwner("ALTER TABLE read_model.audit_logs DISABLE TRIGGER audit_logs_immutable");
        asOwner("DELETE FROM read_model.audit_logs WHERE event_position >= " + BEYOND_ALL);
        asOwner("ALTER TABLE read_model.audit_logs ENABLE TRIGGER audit_logs_immutable");
    }

    @Test
    void theLogTellsWhatEachEventHasChanged() {
        Set<String> told = story.steps().stream().map(AuditedStory.Step::type).collect(Collectors.toSet());
        Set<String> all = AGGREGATES.keySet().stream()
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(told).isEqualTo(all);
        ids.add(Ids.derive("booking-promo-code", story.booking));
        ids.add(Ids.derive("course-progress", idOf("enrollmentId"), story.material));

        SoftAssertions softly = new SoftAssertions();
        Map<Row, Map<String, JsonNode>> before = rows().read(ids);
        for (AuditedStory.Step step : story.steps()) {
            handle(step);
            Map<Row, Map<String, JsonNode>> after = rows().read(ids);
            softly.assertThat(log()).as(step.toString()).isEqualTo(SchemaRows.difference(before, after));
            before = after;
        }
        softly.assertAll();
    }

    private SchemaRows rows() {
        return new SchemaRows(jdbc);
    }

    private UUID idOf(String field) {
        return story.steps().stream()
                .filter(step -> step.payload().hasNonNull(field))
                .map(step -> UUID.fromString(step.payload().path(field).asString()))
                .findFirst()
                .orElseThrow();
    }

    private void handle(AuditedStory.Step step) {
        position++;
        transactions.commit(transaction -> {
            FeedBatch.of(followers, Parked.onlyApart(followers.allBut(PROJECTIONS)))
                    .handle(transaction, List.of(message(step)), handled -> {});
            return true;
        });
    }

    private TrackedEventMessage<?> message(AuditedStory.Step step) {
        Class<?> type = Objects.requireNonNull(EventCatalog.byName().get(step.type()));
        Object payload = serializer.deserialize(new SimpleSerializedObject<>(
                JSON.writeValueAsString(step.payload()),
                String.class,
                step.type(),
                type.getAnnotation(Revision.class).value()));
        String[] aggregate = AGGREGATES.entrySet().stream()
                .filter(entry -> entry.getKey().isAssignableFrom(type))
                .map(entry -> entry.getValue().split(" "))
                .findFirst()
                .orElseThrow();
        String id = step.payload().path(aggregate[1]).asString();
        long sequence = sequences.merge(id, 1L, Long::sum) - 1;
        return new GenericTrackedDomainEventMessage<>(
                GapAwareTrackingToken.newInstance(position, Set.of()),
                new GenericDomainEventMessage<>(
                        aggregate[0], id, sequence, payload, Map.of(MetaDataKeys.ACTOR, "story")));
    }

    /** Without what the tables do not have: the parts of which disputes are summed up, and what counts though unseen, and refused log-ins. */
    private Map<Row, Changed> log() {
        Map<Row, Changed> told = new HashMap<>();
        jdbc.sql("SELECT * FROM read_model.audit_logs WHERE event_position = ?")
                .param(position)
                .query((row, index) -> told.put(
                        new Row(row.getString("entity_name"), row.getObject("entity_id", UUID.class)),
                        new Changed(values(row.getString("old_values")), values(row.getString("new_values")))))
                .list();
        told.keySet().removeIf(row -> row.entity().equals("AccessAttempt"));
        told.values()
                .removeIf(
                        changed -> changed.before().isEmpty() && changed.after().isEmpty());
        return told;
    }

    private static Map<String, JsonNode> values(@Nullable String json) {
        Map<String, JsonNode> values = new TreeMap<>();
        if (json != null) {
            JSON.readTree(json).properties().forEach(field -> {
                String name = field.getKey();
                boolean isOfItsOwn =
                        name.equals("disputes") || name.startsWith("surplus") || name.startsWith("withheld");
                if (!isOfItsOwn && !field.getValue().isNull()) {
                    values.put(name, field.getValue());
                }
            });
        }
        return values;
    }

    @Test
    void itCannotBeChangedOrEmptiedByTheApplication() {
        for (String statement : List.of(
                "UPDATE read_model.audit_logs SET actor = 'nobody'",
                "DELETE FROM read_model.audit_logs",
                "TRUNCATE read_model.audit_logs")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }
}
