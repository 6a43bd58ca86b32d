package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.app.support.StripeMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An instructor moves a session that is booked: the students are told, and decide. */
class MovedSessionTest extends PlatformTest {

    private Person instructor;
    private UUID course;
    private UUID slot;
    private Booked booked;

    @BeforeEach
    void aBookedSession() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofHours(4), 3);
        booked = scenario().confirmed(scenario().student(), slot);
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private void move(Instant start) {
        Api.Answer answer = instructor.api().patch("/api/slots/" + slot, Map.of("startTimeUtc", start.toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private JsonNode booking() {
        return booked.student().api().get("/api/bookings/" + booked.id()).json();
    }

    private Api.Answer cancel() {
        return booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
    }

    private static String refund(Api.Answer answer) {
        return answer.json().path("refund").path("amount").asString();
    }

    /** When the reminders of the booking are due, and what they say. */
    private List<String> reminders() {
        return jdbc.sql("""
                        SELECT delivery.next_attempt_at AT TIME ZONE 'UTC' || ' ' || message
                        FROM command_side.notification_deliveries AS delivery
                        JOIN command_side.notifications USING (notification_id)
                        WHERE related_entity_id = ? AND type = 'SessionReminder' AND delivery.user_id = ?""")
                .params(booked.id(), booked.student().id())
                .query(String.class)
                .list();
    }

    @Test
    void theStudentIsToldAndTheBookingGoesAlong() {
        Instant start = in(Duration.ofDays(6));
        move(start);

        await().untilAsserted(() ->
                assertThat(booking().path("sessionStartUtc").asString()).isEqualTo(start.toString()));
        assertThat(booking().path("status").asString()).isEqualTo("Confirmed");
        assertThat(Instant.parse(booking().path("decideUntil").asString()))
                .isBetween(
                        in(Duration.ofDays(3)).minusSeconds(60),
                        in(Duration.ofDays(3)).plusSeconds(1));
        await().untilAsserted(() -> assertThat(messagesOf(booked.student(), "Your session has another time"))
                .hasSize(1));
        assertThat(messagesOf(booked.student(), "Your session has another time").getFirst())
                .contains("Airway management", "was moved from", "choose another slot or cancel");
        assertThat(messagesOf(instructor, "A booking was moved")).isEmpty();
        String anHourBefore =
                start.minusSeconds(3_600).toString().replace('T', ' ').replace("Z", "");
        await().untilAsserted(
                        () -> assertThat(reminders()).singleElement().asString().startsWith(anHourBefore));
    }

    /** The session was in four hours: cancelling would have brought half of it. */
    @Test
    void aSessionThatOnlyEndsAtAnotherTimeIsToldAsSuch() {
        Instant end = Instant.parse(booking().path("sessionEndUtc").asString()).plus(Duration.ofMinutes(30));

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("endTimeUtc", end.toString()))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(() -> assertThat(messagesOf(booked.student(), "Your session ends at another time"))
                .singleElement()
                .asString()
                .contains("ends at another time now"));
        assertThat(titlesOf(booked.student())).doesNotContain("Your session has another time");
        await().untilAsserted(() ->
                assertThat(booking().path("sessionEndUtc").asString()).isEqualTo(end.toString()));
    }

    @Test
    void whoCannotComeGetsEverythingBack() {
        move(in(Duration.ofHours(6)));

        assertThat(refund(cancel())).isEqualTo("45.00");

        booked.awaitPayment("Refunded");
    }

    @Test
    void whoAcceptsIsBoundByThePolicyAgain() {
        move(in(Duration.ofHours(6)));
        String path = "/api/bookings/" + booked.id() + "/acceptance";

        assertThat(scenario().student().api().post(path).code()).isEqualTo("not-found");
        assertThat(instructor.api().post(path).code()).isEqualTo("forbidden");
        assertThat(booked.student().api().post(path).status()).isEqualTo(204);
        assertThat(booked.student().api().post(path).code()).isEqualTo("booking-state");

        await().untilAsserted(
                        () -> assertThat(booking().path("decideUntil").isNull()).isTrue());
        assertThat(refund(cancel())).isEqualTo("22.50");
    }

    @Test
    void thereIsNothingToAcceptInABookingThatStaysWhereItIs() {
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/acceptance")
                        .code())
                .isEqualTo("booking-state");
        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("notes", "Bring gloves"))
                        .status())
                .isEqualTo(204);
        assertThat(refund(cancel())).isEqualTo("22.50");
    }

    @Test
    void whoChoosesAnotherSlotLosesNothing() {
        UUID cheaper = scenario().slot(instructor, course, Duration.ofDays(9), "10.00");
        move(in(Duration.ofHours(1)));

        Api.Answer moved =
                booked.student().api().post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", cheaper));

        assertThat(moved.status()).as(moved.text()).isEqualTo(201);
        assertThat(refund(moved)).isEqualTo("35.00");
        Api.Answer cancelled = booked.student().api().post("/api/bookings/" + moved.get("bookingId") + "/cancellation");
        assertThat(refund(cancelled)).isEqualTo("10.00");
    }

    @Test
    void oneThatIsMovedOntoAnotherSessionOfTheStudentStaysBookedAndTheStudentDecides() {
        Person colleague = scenario().instructor();
        UUID other = scenario().publishedCourse(colleague, "0.00", "USD");
        UUID elsewhere = scenario().slot(colleague, other, Duration.ofDays(2), 1);
        assertThat(scenario().book(booked.student(), elsewhere).status()).isEqualTo(201);

        await().untilAsserted(() -> assertThat(
                        colleague.api().get("/api/slots/" + elsewhere).status())
                .isEqualTo(200));
        move(Instant.parse(colleague.api().get("/api/slots/" + elsewhere).get("startTimeUtc")));

        assertThat(booked.status()).isEqualTo("Confirmed");
        Person third = scenario().instructor();
        UUID overlapping = scenario()
                .slot(
                        third,
                        scenario().publishedCourse(third, "0.00", "USD"),
                        Duration.ofDays(2).plusMinutes(10),
                        1);
        assertThat(scenario().book(booked.student(), overlapping).code()).isEqualTo("overlapping-booking");
        assertThat(refund(cancel())).isEqualTo("45.00");
    }

    @Test
    void whoIsStillPayingIsToldToo() {
        Booked waiting = scenario().bookToPay(scenario().student(), slot);

        move(in(Duration.ofDays(6)));

        await().untilAsserted(() -> assertThat(messagesOf(waiting.student(), "Your session has another time"))
                .hasSize(1));
        assertThat(waiting.pay("4242424242424242").status()).isEqualTo(303);
        waiting.awaitStatus("Confirmed");
        assertThat(refund(waiting.student().api().post("/api/bookings/" + waiting.id() + "/cancellation")))
                .isEqualTo("45.00");
    }

    /** As if the school had cancelled: the code can be used once more. */
    @Test
    void whoCannotComeHasThePromoCodeBack() {
        String code = scenario().promoCode(Map.of("maxUses", 1));
        Person student = scenario().student();
        Booked withCode = scenario().toPay(student, scenario().book(student, slot, code));
        assertThat(withCode.pay("4242424242424242").status()).isEqualTo(303);
        withCode.awaitStatus("Confirmed");
        move(in(Duration.ofDays(6)));

        assertThat(refund(student.api().post("/api/bookings/" + withCode.id() + "/cancellation")))
                .isEqualTo("22.50");

        assertThat(scenario().book(scenario().student(), slot, code).status()).isEqualTo(201);
    }

    /** Nobody is booked at a time that they have not seen. */
    @Test
    void moneyThatComesLateForASessionThatWasMovedGoesBack() {
        Booked late = scenario().bookToPay(scenario().student(), slot);
        late.student().api().post("/api/bookings/" + late.id() + "/cancellation");
        move(in(Duration.ofDays(6)));

        new StripeMessages(api()).captured(late.paymentId(), "pi_moved_" + late.id(), 4500, "usd");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundsOf(late.paymentId())).isEqualTo(1));
        assertThat(late.status()).isEqualTo("Cancelled");
    }

    @Test
    void aTimeThatCannotBeIsRefusedAndMovesNobody() {
        UUID next = scenario().slot(instructor, course, Duration.ofHours(8), 1);
        String before = booking().path("sessionStartUtc").asString();
        await().untilAsserted(() ->
                assertThat(instructor.api().get("/api/slots/" + next).status()).isEqualTo(200));
        Instant taken = Instant.parse(instructor.api().get("/api/slots/" + next).get("startTimeUtc"));

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("startTimeUtc", taken.toString()))
                        .code())
                .isEqualTo("slot-overlap");
        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("startTimeUtc", "2020-01-01T00:00:00Z"))
                        .code())
                .isEqualTo("validation");

        assertThat(booking().path("sessionStartUtc").asString()).isEqualTo(before);
        assertThat(refund(cancel())).isEqualTo("22.50");
    }

    @Test
    void anAddressIsToldWhenItComesChangesAndGoes() {
        String path = "/api/bookings/" + booked.id() + "/meeting";
        Person student = booked.student();

        instructor.api().put(path, Map.of("meetingUrl", "https://meet.example/1"));
        await().untilAsserted(() -> assertThat(messagesOf(student, "Where your session takes place"))
                .singleElement()
                .asString()
                .contains("https://meet.example/1"));
        await().untilAsserted(() -> assertThat(reminders())
                .singleElement()
                .asString()
                .contains("It takes place at https://meet.example/1"));
        instructor.api().put(path, Map.of("meetingUrl", "https://meet.example/2", "meetingNotes", "Gloves"));
        await().untilAsserted(() -> assertThat(messagesOf(student, "Where your session takes place"))
                .hasSize(2));
        instructor.api().put(path, Map.of("meetingUrl", "https://meet.example/2", "meetingNotes", "No gloves"));
        instructor.api().put(path, JsonMapper.shared().readTree("{\"meetingUrl\":null}"));

        await().untilAsserted(() -> assertThat(messagesOf(student, "The address of your session was taken back"))
                .hasSize(1));
        assertThat(messagesOf(student, "Where your session takes place")).hasSize(2);
        await().untilAsserted(
                        () -> assertThat(reminders()).singleElement().asString().doesNotContain("meet.example"));
    }
}
