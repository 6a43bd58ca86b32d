package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The platform's main job: from the request for a booking to its confirmation, and what the parties see of it. */
class MainJobTest extends PlatformTest {

    @Test
    void aStudentBooksPaysAndIsEnrolled() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Person student = scenario().student();

        Booked booked = scenario().bookToPay(student, slot);
        assertThat(booked.status()).isEqualTo("Pending");
        assertThat(api().get(booked.checkoutUrl()).text()).contains("45.00 EUR");
        assertThat(booked.pay(Scenario.GOOD_CARD).header("Location")).endsWith("/api/bookings/" + booked.id());
        booked.awaitStatus("Confirmed");

        booked.awaitPayment("Succeeded");
        JsonNode seat = api().get("/api/slots/" + slot).json();
        assertThat(seat.path("isBooked").asBoolean()).isTrue();
        assertThat(seat.path("currentParticipants").asInt()).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(student.api().get("/api/enrollments").text()).contains(course.toString()));
        assertThat(instructor.api().get("/api/bookings?slotId=" + slot).text())
                .contains(booked.id().toString(), "Confirmed");
        assertThat(api().get("/api/courses/" + course + "/slots?available=true")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void theAuditFeedTellsTheWholeStoryWithWhoWhenWhereAndWhy() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(4), 1);
        Person student = scenario().student();
        Booked booked = scenario().confirmed(student, slot);
        Api admin = scenario().admin();

        await().untilAsserted(() -> {
            JsonNode requested = admin.get("/api/audit/events?type=BookingRequested&aggregateId=" + booked.id())
                    .json()
                    .path("items")
                    .get(0);
            String story = requested.path("correlationId").asString();
            List<JsonNode> all = admin.get("/api/audit/events?limit=100&correlationId=" + story)
                    .json()
                    .path("items")
                    .valueStream()
                    .toList();
            assertThat(all).extracting(event -> event.path("type").asString()).contains("ReceiptIssued");
            // Receipts and notices follow at their own pace.
            List<JsonNode> events = all.stream()
                    .filter(event -> !event.path("type").asString().matches("Notification.*|ReceiptIssued"))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.path("type").asString())
                    .containsExactly(
                            "SeatHeld",
                            "BookingRequested",
                            "PaymentStarted",
                            "CheckoutOpened",
                            "PaymentCaptured",
                            "SeatTaken",
                            "BookingConfirmed",
                            "StudentEnrolled");
            assertThat(requested.path("actor").asString())
                    .isEqualTo(student.id().toString());
            assertThat(requested.path("actorRole").asString()).isEqualTo("Student");
            assertThat(requested.path("ipAddress").asString()).isEqualTo("127.0.0.1");
            assertThat(events.get(2).path("actor").asString()).isEqualTo("saga:BookingPaymentSaga");
            assertThat(events.get(3).path("actor").asString()).isEqualTo("outbox:stripe");
            assertThat(events.get(4).path("actor").asString()).isEqualTo("webhook:stripe");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.path("occurredAt").asString()).endsWith("Z");
                assertThat(event.path("causationId").asString("")).isNotEmpty();
            });
        });
        assertThat(admin.get("/api/audit/booking/" + booked.id() + "/history")
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void aDeclinedCardLeavesTheBookingOpenForASecondTry() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "9000", "JPY");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);

        assertThat(booked.pay(Scenario.DECLINED_CARD).header("Location")).contains("error=card_declined");
        booked.awaitPayment("Failed");
        assertThat(booked.status()).isEqualTo("Pending");

        booked.pay(Scenario.GOOD_CARD);
        booked.awaitStatus("Confirmed");
        booked.awaitPayment("Succeeded");
    }

    @Test
    void aFreeSlotIsConfirmedAtOnce() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 10);
        Person student = scenario().student();

        Api.Answer answer = scenario().book(student, slot);

        assertThat(answer.get("status")).isEqualTo("Confirmed");
        await().untilAsserted(() ->
                assertThat(student.api().get("/api/enrollments").text()).contains(course.toString()));
    }

    @Test
    void othersDoNotSeeABooking() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        Booked booked =
                scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
        Person stranger = scenario().student();

        assertThat(stranger.api().get("/api/bookings/" + booked.id()).code()).isEqualTo("not-found");
        assertThat(stranger.api()
                        .get("/api/bookings/" + booked.id() + "/payment")
                        .code())
                .isEqualTo("not-found");
        assertThat(stranger.api()
                        .post("/api/bookings/" + booked.id() + "/cancellation")
                        .code())
                .isEqualTo("not-found");
        assertThat(stranger.api().get("/api/audit/events").code()).isEqualTo("forbidden");
        assertThat(api().get("/api/bookings/" + booked.id()).code()).isEqualTo("unauthenticated");
    }

    @Test
    void aCourseCanBeChangedByItsOwnerWhoSawTheLatestVersion() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        String path = "/api/courses/" + course;
        await().untilAsserted(() -> assertThat(
                        api().get(path).json().path("isPublished").asBoolean())
                .isTrue());
        String seen = String.valueOf(api().get(path).header("ETag"));

        assertThat(api().with("If-None-Match", seen).get(path).status()).isEqualTo(304);
        assertThat(instructor
                        .api()
                        .with("If-Match", seen)
                        .patch(path, Map.of("title", "B"))
                        .status())
                .isEqualTo(204);
        assertThat(instructor
                        .api()
                        .with("If-Match", seen)
                        .patch(path, Map.of("title", "C"))
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(scenario()
                        .instructor()
                        .api()
                        .patch(path, Map.of("title", "D"))
                        .code())
                .isEqualTo("forbidden");
    }
}
