package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.feed.SchemaRows.Row;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** What whole tables said at an instant: held against copies of the read tables that were made then. */
class PeriodStatesTest extends PlatformTest {

    private final Map<Instant, Map<Row, Map<String, JsonNode>>> copies = new LinkedHashMap<>();
    private final List<Booked> bookings = new ArrayList<>();

    /** Copies the tables once nothing is happening to the rows any more. */
    private void remember(String... entities) {
        await().atMost(Duration.ofSeconds(30))
                .during(Duration.ofMillis(400))
                .until(this::lastPosition, new Unchanged()::since);
        await().until(() -> feedPosition() >= lastPosition());
        Map<Row, Map<String, JsonNode>> rows = new SchemaRows(jdbc).read(ids());
        rows.keySet().removeIf(row -> !List.of(entities).contains(row.entity()));
        copies.put(Instant.now(), rows);
    }

    private static final class Unchanged {

        private long last = -1;

        private boolean since(Long position) {
            boolean isSame = position == last;
            last = position;
            return isSame;
        }
    }

    private long lastPosition() {
        return jdbc.sql("SELECT max(global_index) FROM event_store.domain_events WHERE aggregate_identifier = ANY (?)")
                .param(ids().stream().map(UUID::toString).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private long feedPosition() {
        return jdbc.sql("SELECT position FROM event_store.feed")
                .query(Long.class)
                .single();
    }

    /** Bookings, payments and refunds, people and their sessions. */
    private List<UUID> ids() {
        UUID[] booked = bookings.stream().map(Booked::id).toArray(UUID[]::new);
        UUID[] people = bookings.stream().map(it -> it.student().id()).toArray(UUID[]::new);
        List<UUID> ids = new ArrayList<>(List.of(booked));
        ids.addAll(List.of(people));
        ids.addAll(jdbc.sql("""
                        SELECT id FROM read_model.payments WHERE booking_id = ANY (?)
                        UNION ALL SELECT id FROM read_model.user_sessions WHERE user_id = ANY (?)""").params(booked, people).query(UUID.class).list());
        return ids;
    }

    private Api.Answer ask(Api who, String query) {
        return who.get("/api/audit/states?" + query);
    }

    /** All pages, two rows each. */
    private List<JsonNode> all(Api who, String query) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer answer = ask(who, query + "&limit=2" + cursor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.json().path("items").forEach(items::add);
            JsonNode next = answer.json().path("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return items;
    }

    private Map<Row, Map<String, JsonNode>> states(Api who, String entity, String query) {
        Map<Row, Map<String, JsonNode>> states = new HashMap<>();
        all(who, "entityName=" + entity + query).forEach(item -> {
            Map<String, JsonNode> columns = new TreeMap<>();
            item.path("state").properties().forEach(field -> columns.put(field.getKey(), field.getValue()));
            Row row = new Row(
                    item.path("entityName").asString(),
                    UUID.fromString(item.path("id").asString()));
            assertThat(states.put(row, columns)).as("told twice").isNull();
        });
        return states;
    }

    private static Map<Row, Map<String, JsonNode>> only(Map<Row, Map<String, JsonNode>> rows, String entity) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().entity().equals(entity))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void assertAsCopied(Api admin, Instant begin, String... entities) {
        copies.forEach((time, rows) -> {
            for (String entity : entities) {
                assertThat(states(admin, entity, "&asOf=" + time + "&from=" + begin))
                        .as(entity + " at " + time)
                        .containsAllEntriesOf(only(rows, entity));
            }
        });
    }

    @Test
    void bookingsAndPaymentsAreToldAsTheTablesSaidThen() {
        Api admin = scenario().admin();
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(9), 5);
        Instant begin = Instant.now();
        for (int i = 0; i < 3; i++) {
            bookings.add(scenario().bookToPay(scenario().student(), slot));
        }
        remember("Booking", "Payment");

        Booked cancelled = bookings.get(0);
        Booked refunded = bookings.get(1);
        List.of(cancelled, refunded).forEach(booked -> booked.pay(Scenario.GOOD_CARD));
        cancelled.awaitStatus("Confirmed");
        refunded.awaitStatus("Confirmed");
        remember("Booking", "Payment");

        cancelled.student().api().post("/api/bookings/" + cancelled.id() + "/cancellation", Map.of("reason", "ill"));
        bookings.get(2).student().api().post("/api/bookings/" + bookings.get(2).id() + "/cancellation");
        assertThat(admin.post(
                                "/api/payments/" + refunded.paymentId() + "/refunds",
                                Map.of("amount", Map.of("amount", "5.00", "currency", "USD"), "reason", "kindness"))
                        .status())
                .isBetween(200, 204);
        cancelled.awaitPayment("Refunded");
        refunded.awaitPayment("PartiallyRefunded");
        remember("Booking", "Payment");

        Person successor = scenario().instructor();
        admin.post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()));
        await().untilAsserted(() -> assertThat(admin.get("/api/bookings/" + refunded.id())
                        .json()
                        .path("instructorId")
                        .asString())
                .isEqualTo(successor.id().toString()));
        remember("Booking", "Payment");

        assertThat(copies).hasSize(4);
        assertThat(copies.values()).doesNotHaveDuplicates();
        assertAsCopied(admin, begin, "Booking", "Payment");
        theSameAsOneByOne(admin, begin);
        theBoundsOfThePeriodCount(admin, refunded);
    }

    private void theSameAsOneByOne(Api admin, Instant begin) {
        for (Instant time : copies.keySet()) {
            List<JsonNode> rows = all(admin, "entityName=Bookings&differences=true&asOf=" + time + "&from=" + begin);
            assertThat(rows).hasSizeGreaterThanOrEqualTo(3);
            for (JsonNode row : rows) {
                JsonNode one = admin.get("/api/audit/booking/" + row.path("id").asString() + "?asOf=" + time)
                        .json();
                for (String field : List.of("state", "position", "occurredAt", "differences")) {
                    assertThat(row.path(field)).as(field).isEqualTo(one.path(field));
                }
            }
        }
    }

    private void theBoundsOfThePeriodCount(Api admin, Booked booked) {
        Row row = new Row("Booking", booked.id());
        Instant created = Instant.parse(
                booked.student().api().get("/api/bookings/" + booked.id()).get("createdAt"));
        Instant now = copies.keySet().stream().toList().getLast();

        assertThat(states(admin, "Booking", "&asOf=" + now + "&from=" + created))
                .containsKey(row);
        assertThat(states(admin, "Booking", "&asOf=" + now + "&from=" + created.plusMillis(1)))
                .doesNotContainKey(row);
        assertThat(states(admin, "Booking", "&asOf=" + now + "&from=" + created + "&to=" + created))
                .isEmpty();
        assertThat(states(admin, "Booking", "&asOf=" + now + "&from=" + created + "&to=" + created.plusMillis(1)))
                .containsKey(row);
        assertThat(states(admin, "Booking", "&asOf=" + created.minusMillis(1) + "&from=" + created.minusSeconds(5)))
                .doesNotContainKey(row);
        assertThat(states(admin, "Booking", "&asOf=" + created + "&from=" + created))
                .hasEntrySatisfying(
                        row, columns -> assertThat(columns).containsEntry("status", StringNode.valueOf("Pending")));
    }

    @Test
    void sessionsThatEndWithTheirUserAreToldSo() {
        Api admin = scenario().admin();
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Instant begin = Instant.now();
        Person student = scenario().student();
        scenario().logIn(student.email(), Scenario.PASSWORD);
        UUID booking = UUID.fromString(scenario()
                .book(student, scenario().slot(instructor, course, Duration.ofDays(2), 2))
                .get("bookingId"));
        bookings.add(new Booked(student, booking, UUID.randomUUID(), ""));
        remember("User", "UserSession");
        assertThat(admin.patch("/api/users/" + student.id(), Map.of("active", false))
                        .status())
                .isBetween(200, 204);
        remember("User", "UserSession");

        assertThat(copies.values()).doesNotHaveDuplicates();
        assertAsCopied(admin, begin, "User", "UserSession");
        assertThat(only(copies.values().stream().toList().getLast(), "UserSession"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy((row, session) -> assertThat(session).containsEntry("isActive", BooleanNode.FALSE));
    }

    @Test
    void eachTableOfTheLogCanBeAskedFor() {
        Api admin = scenario().admin();
        Instant time = Instant.now().minusSeconds(1);
        List<String> names =
                jdbc.sql("""
                        SELECT DISTINCT entity_name FROM read_model.audit_logs
                        WHERE entity_name NOT LIKE 'Filler%' AND created_at < ?::timestamptz""").param(time.toString()).query(String.class).list();

        assertThat(names).contains("User", "Course", "AvailabilitySlot");
        for (String name : names) {
            Api.Answer answer = ask(admin, "limit=3&entityName=" + name + "&asOf=" + time);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("items")).as(name).isNotEmpty();
        }
    }

    @Test
    void whatCannotBeIsANamedProblem() {
        Api admin = scenario().admin();
        Instant now = Instant.now().minusSeconds(1);
        String noCursor = Base64.getUrlEncoder().encodeToString("no cursor".getBytes(StandardCharsets.UTF_8));
        for (String query : List.of(
                "entityName=Booking&asOf=" + now.plusSeconds(3_600),
                "entityName=Booking",
                "asOf=" + now,
                "entityName=Spaceship&asOf=" + now,
                "entityName=&asOf=" + now,
                "entityName=Booking&asOf=yesterday",
                "entityName=Booking&asOf=" + now + "&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "entityName=Booking&asOf=" + now + "&limit=0",
                "entityName=Booking&asOf=" + now + "&limit=101",
                "entityName=Booking&asOf=" + now + "&differences=perhaps",
                "entityName=Booking&asOf=" + now + "&cursor=x",
                "entityName=Booking&asOf=" + now + "&cursor=" + noCursor)) {
            assertThat(ask(admin, query).code()).as(query).isEqualTo("validation");
        }
        String query = "entityName=Booking&asOf=" + now;
        assertThat(ask(scenario().student().api(), query).status()).isEqualTo(403);
        assertThat(ask(api(), query).status()).isEqualTo(401);
    }
}
