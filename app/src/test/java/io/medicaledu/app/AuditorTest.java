package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Auditors read everything that has happened, and change nothing. What happened says on whose request, and from where. */
class AuditorTest extends PlatformTest {

    private Api admin;
    private Api auditor;
    private Booked booked;
    private UUID course;
    private UUID slot;

    @BeforeEach
    void aBooking() {
        admin = scenario().admin();
        String email = "auditor-" + UUID.randomUUID() + "@example.org";
        assertThat(admin.post(
                                "/api/users",
                                Map.of(
                                        "email", email,
                                        "password", "correct horse",
                                        "displayName", "Audrey",
                                        "role", "Auditor",
                                        "timeZone", "Etc/UTC"))
                        .status())
                .isEqualTo(201);
        auditor = api().as(scenario().logIn(email, "correct horse"));
        Person instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(3), 2);
        booked = scenario().confirmed(scenario().student(), slot);
    }

    private List<JsonNode> logs(String query) {
        return auditor.get("/api/audit/logs?limit=100&" + query)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    void theyReadWhatAdminsRead() {
        for (String path : List.of(
                "/api/audit/logs?entityId=" + booked.id(),
                "/api/audit/events?aggregateId=" + booked.id(),
                "/api/audit/booking/" + booked.id() + "/history",
                "/api/bookings/" + booked.id(),
                "/api/bookings?slotId=" + slot,
                "/api/payments?bookingId=" + booked.id(),
                "/api/payments/" + booked.paymentId(),
                "/api/users/" + booked.student().id(),
                "/api/receipts?userId=" + booked.student().id(),
                "/api/ledger/entries?paymentId=" + booked.paymentId())) {
            Api.Answer answer = auditor.get(path);
            assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
            assertThat(withoutPosition(answer)).as(path).isEqualTo(withoutPosition(admin.get(path)));
        }
        for (String path : List.of(
                "/api/audit/logs",
                "/api/audit/events",
                "/api/users",
                "/api/promo-codes",
                "/api/payments/reconciliation",
                "/api/payments/reconciliation/differences",
                "/api/projections")) {
            assertThat(auditor.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(auditor.get("/api/bookings?slotId=" + slot).json().path("items"))
                .hasSize(1);
    }

    /** The feed goes on meanwhile. */
    private static JsonNode withoutPosition(Api.Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove("position");
        return body;
    }

    @Test
    void theyChangeNothing() {
        UUID self = UUID.fromString(auditor.get("/api/users/me").get("userId"));

        for (Api.Answer answer : List.of(
                auditor.post("/api/bookings/" + booked.id() + "/cancellation"),
                auditor.post("/api/bookings", Map.of("slotId", slot, "provider", "Stripe")),
                auditor.post("/api/bookings/" + booked.id() + "/completion"),
                auditor.put("/api/bookings/" + booked.id() + "/meeting"),
                auditor.post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", "1.00", "currency", "USD"), "reason", "why not")),
                auditor.patch("/api/courses/" + course, Map.of("title", "Mine")),
                auditor.delete("/api/courses/" + course + "/publication"),
                auditor.patch("/api/slots/" + slot, Map.of("maxParticipants", 5)),
                auditor.post("/api/slots/" + slot + "/cancellation", Map.of("reason", "ill")),
                auditor.post("/api/slots/" + slot + "/waitlist"),
                auditor.patch("/api/users/" + booked.student().id(), Map.of("active", false)),
                auditor.delete("/api/users/" + booked.student().id()),
                auditor.post("/api/promo-codes", Map.of("code", "X")),
                auditor.post("/api/announcements", Map.of("title", "Hear", "message", "Hear")),
                auditor.post("/api/enrollments", Map.of("courseId", course)),
                auditor.post("/api/projections/bookings/rebuild"),
                auditor.post("/api/payments/reconciliation", Map.of()))) {
            assertThat(answer.status()).as(answer.text()).isIn(400, 403, 404);
        }

        assertThat(eventsOf(self)).isZero();
    }

    private long eventsOf(UUID actor) {
        return jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE meta_data ->> 'actor' = ?")
                .param(actor.toString())
                .query(Long.class)
                .single();
    }

    @Test
    void whatFollowsFromARequestSaysWhoseItWas() {
        await().untilAsserted(() -> {
            JsonNode confirmed = logs("entityId=" + booked.id()).stream()
                    .filter(log -> log.path("eventType").asString().equals("BookingConfirmed"))
                    .findFirst()
                    .orElseThrow();
            assertThat(confirmed.path("userId").asString())
                    .isEqualTo(booked.student().id().toString());
            assertThat(confirmed.path("actor").asString()).startsWith("saga:");
            assertThat(confirmed.path("oldValues").path("status").asString()).isEqualTo("Pending");
            assertThat(confirmed.path("newValues").path("status").asString()).isEqualTo("Confirmed");
        });
        JsonNode captured = logs("entityId=" + booked.paymentId()).stream()
                .filter(log -> log.path("eventType").asString().equals("PaymentCaptured"))
                .findFirst()
                .orElseThrow();
        assertThat(captured.path("actor").asString()).startsWith("webhook:");
        assertThat(captured.path("userId").asString())
                .isEqualTo(booked.student().id().toString());
        assertThat(captured.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        JsonNode taken = logs("entityId=" + slot + "&limit=100").stream()
                .filter(log -> log.path("eventType").asString().equals("SeatHeld"))
                .findFirst()
                .orElseThrow();
        assertThat(taken.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        JsonNode payment = logs("entityId=" + booked.paymentId()).stream()
                .filter(log -> log.path("eventType").asString().equals("PaymentStarted"))
                .findFirst()
                .orElseThrow();
        assertThat(payment.path("actor").asString()).startsWith("saga:");
        assertThat(payment.path("userId").asString())
                .isEqualTo(booked.student().id().toString());
        assertThat(payment.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(payment.path("userAgent").asString())
                .isEqualTo(taken.path("userAgent").asString());
        JsonNode event = auditor.get("/api/audit/payment/" + booked.paymentId() + "/history")
                .json()
                .path("items")
                .get(0);
        assertThat(event.path("initiator").asString())
                .isEqualTo(booked.student().id().toString());
        assertThat(event.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        JsonNode login = logs("action=Login&userId=" + booked.student().id()).getFirst();
        assertThat(login.path("entityName").asString()).isEqualTo("User");
        assertThat(login.path("ipAddress").asString()).isNotEmpty();
    }

    @Test
    void rowsOfEachTableAreFoundByItsName() {
        Person instructor = scenario().instructor();
        UUID own = scenario().publishedCourse(instructor, "0.00", "USD");
        String material = instructor
                .api()
                .post("/api/courses/" + own + "/materials", Map.of("title", "M1", "fileUrl", "https://files.example/1"))
                .get("materialId");
        instructor.api().patch("/api/courses/" + own, Map.of("title", "T2"));

        await().untilAsserted(() -> assertThat(logs("entityName=Courses&action=Update&entityId=" + own))
                .anySatisfy(log -> {
                    assertThat(log.path("newValues").path("title").asString()).isEqualTo("T2");
                    assertThat(log.path("oldValues").properties()).hasSize(1);
                    assertThat(log.path("oldValues").path("title").asString()).isNotEqualTo("M1");
                }));
        assertThat(logs("entityName=CourseMaterials&entityId=" + material))
                .singleElement()
                .satisfies(log -> {
                    assertThat(log.path("action").asString()).isEqualTo("Create");
                    assertThat(log.path("newValues").path("title").asString()).isEqualTo("M1");
                });
        assertThat(logs("entityName=UserSessions")).isNotEmpty();
    }

    @Test
    void theLogIsExportedAsFarAsItIsListed() {
        Person instructor = scenario().instructor();
        String title = "=HYPERLINK(\"https://evil.example\"), \"Airways\"";
        UUID own = UUID.fromString(instructor
                .api()
                .post(
                        "/api/courses",
                        Map.of(
                                "title",
                                title,
                                "description",
                                "d",
                                "price",
                                Map.of("amount", "1.00", "currency", "USD")))
                .get("courseId"));
        for (int i = 0; i < 120; i++) {
            instructor.api().patch("/api/courses/" + own, Map.of("description", "d" + i));
        }
        String query = "entityName=Course&entityId=" + own;
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM read_model.audit_logs WHERE entity_id = ?")
                                        .param(own)
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(121));

        Api.Answer csv = auditor.get("/api/audit/logs/export?" + query);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        String[] lines = csv.text().split("\r\n");
        assertThat(lines).hasSize(122);
        assertThat(lines[0]).startsWith("id,createdAt,entityName");
        assertThat(lines[121]).contains(own + ",Create," + instructor.id());
        Api.Answer ndjson = auditor.get("/api/audit/logs/export?format=ndjson&action=Create&" + query);
        assertThat(ndjson.json().path("newValues").path("title").asString()).isEqualTo(title);
        assertThat(auditor.get("/api/audit/logs/export?format=xls").code()).isEqualTo("validation");
        assertThat(instructor.api().get("/api/audit/logs/export").status()).isEqualTo(403);
    }

    @Test
    void whatIsOutOfRangeIsANamedProblem() {
        for (String path : List.of(
                "/api/audit/events?after=-1",
                "/api/audit/events?cursor=-5",
                "/api/audit/events?type=NoSuchEvent",
                "/api/audit/booking/" + booked.id() + "/history?cursor=-1",
                "/api/audit/logs?from=yesterday")) {
            Api.Answer answer = auditor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.code()).as(path).isEqualTo("validation");
        }
    }
}
