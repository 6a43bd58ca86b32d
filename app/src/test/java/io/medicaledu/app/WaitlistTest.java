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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A full slot takes waiters; a seat that comes free goes to them, one after the other, and to nobody else. */
class WaitlistTest extends PlatformTest {

    private Person instructor;
    private UUID course;
    private UUID slot;
    private Person holder;
    private UUID booking;

    @BeforeEach
    void aFullSlot() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "0.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(5), 1);
        holder = scenario().student();
        booking = UUID.fromString(scenario().book(holder, slot).get("bookingId"));
    }

    private String path() {
        return "/api/slots/" + slot + "/waitlist";
    }

    private Person waiting() {
        Person student = scenario().student();
        Api.Answer answer = student.api().post(path());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return student;
    }

    private void cancelBooking() {
        assertThat(holder.api()
                        .post("/api/bookings/" + booking + "/cancellation")
                        .status())
                .isEqualTo(200);
    }

    private boolean isOffered(Person student) {
        Api.Answer answer = student.api().get(path());
        return answer.status() == 200 && !answer.json().path("offeredUntil").isNull();
    }

    private void awaitOffer(Person student) {
        await().untilAsserted(() -> assertThat(isOffered(student)).isTrue());
    }

    private record SlotEvent(String type, JsonNode payload) {}

    private List<SlotEvent> events() {
        return jdbc.sql("""
                        SELECT payload_type, payload::text AS payload FROM event_store.domain_events
                        WHERE aggregate_identifier = ? ORDER BY sequence_number""")
                .param(slot.toString())
                .query((row, index) -> new SlotEvent(
                        row.getString("payload_type"), JsonMapper.shared().readTree(row.getString("payload"))))
                .list();
    }

    /** The most seats that were ever in use at a time, as the events say. */
    private int mostInUse() {
        Set<String> held = new HashSet<>();
        Set<String> offered = new HashSet<>();
        int most = 0;
        for (SlotEvent event : events()) {
            String bookingId = event.payload().path("bookingId").asString("");
            String studentId = event.payload().path("studentId").asString("");
            switch (event.type()) {
                case "SeatHeld" -> held.add(bookingId);
                case "SeatReleased" -> held.remove(bookingId);
                case "SeatOffered" -> offered.add(studentId);
                case "SeatOfferEnded" -> offered.remove(studentId);
                default -> {
                    // Takes and frees no seat.
                }
            }
            most = Math.max(most, held.size() + offered.size());
        }
        return most;
    }

    @Test
    void aSeatThatComesFreeIsForWhoHasWaitedLongest() {
        Person first = waiting();
        Person second = waiting();
        await().untilAsserted(() -> assertThat(
                        second.api().get(path()).json().path("position").asInt())
                .isEqualTo(2));
        assertThat(first.api().post(path()).json().path("position").asInt()).isEqualTo(1);
        Person passerBy = scenario().student();

        cancelBooking();

        assertThat(scenario().book(passerBy, slot).code()).isEqualTo("slot-full");
        assertThat(scenario().book(second, slot).code()).isEqualTo("slot-full");
        awaitOffer(first);
        assertThat(first.api().get(path()).json().path("position").asInt()).isZero();
        assertThat(api().get("/api/courses/" + course + "/slots?available=true")
                        .json()
                        .path("items"))
                .isEmpty();
        await().untilAsserted(() -> assertThat(titlesOf(first)).contains("A seat is free for you"));
        assertThat(scenario().book(first, slot).get("status")).isEqualTo("Confirmed");
        await().untilAsserted(() -> assertThat(first.api().get(path()).code()).isEqualTo("not-found"));
        await().untilAsserted(() -> assertThat(
                        second.api().get(path()).json().path("position").asInt())
                .isEqualTo(1));
        assertThat(mostInUse()).isEqualTo(1);
    }

    @Test
    void anOfferThatIsNotTakenGoesToTheNextAndThenToEverybody() {
        Person first = waiting();
        Person second = waiting();

        cancelBooking();

        awaitOffer(first);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(isOffered(second)).isTrue());
        assertThat(scenario().book(first, slot).code()).isEqualTo("slot-full");
        await().untilAsserted(() -> assertThat(titlesOf(first)).contains("The seat that was kept for you is gone"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(second.api().get(path()).code()).isEqualTo("not-found"));
        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
        assertThat(mostInUse()).isEqualTo(1);
    }

    @Test
    void whoLeavesLetsTheNextOneHaveTheSeat() {
        Person first = waiting();
        Person second = waiting();
        Person third = waiting();
        assertThat(second.api().delete(path()).status()).isEqualTo(204);
        assertThat(second.api().delete(path()).status()).isEqualTo(204);
        cancelBooking();
        awaitOffer(first);

        assertThat(first.api().delete(path()).status()).isEqualTo(204);

        awaitOffer(third);
        assertThat(scenario().book(third, slot).status()).isEqualTo(201);
        assertThat(mostInUse()).isEqualTo(1);
    }

    @Test
    void aSeatThatIsAddedIsOffered() {
        Person first = waiting();

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("maxParticipants", 2))
                        .status())
                .isEqualTo(204);

        awaitOffer(first);
        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("maxParticipants", 1))
                        .code())
                .isEqualTo("slot-state");
    }

    @Test
    void aHoldThatRunsOutIsOffered() {
        UUID paid = scenario().publishedCourse(instructor, "45.00", "USD");
        slot = scenario().slot(instructor, paid, Duration.ofDays(6), 1);
        Booked unpaid = scenario().bookToPay(scenario().student(), slot);
        Person first = waiting();

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(isOffered(first)).isTrue());

        assertThat(unpaid.status()).isEqualTo("Cancelled");
        assertThat(mostInUse()).isEqualTo(1);
    }

    @Test
    void moneyThatComesLateDoesNotTakeASeatThatIsOfferedToSomebodyElse() {
        UUID paid = scenario().publishedCourse(instructor, "45.00", "USD");
        slot = scenario().slot(instructor, paid, Duration.ofDays(6), 1);
        Booked late = scenario().bookToPay(scenario().student(), slot);
        Person first = waiting();
        late.student().api().post("/api/bookings/" + late.id() + "/cancellation");

        new StripeMessages(api()).captured(late.paymentId(), "pi_offered_" + slot, 4500, "usd");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundsOf(late.paymentId())).isEqualTo(1));
        assertThat(late.status()).isEqualTo("Cancelled");
        assertThat(events())
                .anyMatch(event -> event.type().equals("SeatOffered")
                        && event.payload()
                                .path("studentId")
                                .asString()
                                .equals(first.id().toString()));
        assertThat(mostInUse()).isEqualTo(1);
        assertMoneyAddsUp();
    }

    @Test
    void nothingIsOfferedWhenItIsTooLateToBook() {
        assertThat(instructor
                        .api()
                        .patch("/api/courses/" + course, Map.of("bookingRules", Map.of("minimumNoticeMinutes", 60)))
                        .status())
                .isEqualTo(204);
        slot = scenario().slot(instructor, course, Duration.ofMinutes(60).plusSeconds(5), 1);
        Api.Answer held = scenario().book(holder, slot);
        assertThat(held.status()).as(held.text()).isEqualTo(201);
        booking = UUID.fromString(held.get("bookingId"));
        Person first = waiting();
        await().untilAsserted(() ->
                assertThat(instructor.api().get("/api/slots/" + slot).status()).isEqualTo(200));
        Instant closes = Instant.parse(
                        instructor.api().get("/api/slots/" + slot).get("startTimeUtc"))
                .minus(Duration.ofMinutes(60));
        await().until(() -> Instant.now().isAfter(closes));

        cancelBooking();

        assertThat(events()).noneMatch(event -> event.type().equals("SeatOffered"));
        assertThat(scenario().student().api().post(path()).code()).isEqualTo("slot-closed");
        assertThat(first.api().get(path()).json().path("position").asInt()).isEqualTo(1);
    }

    @Test
    void onlyWhoCannotBookWaits() {
        UUID free = scenario().slot(instructor, course, Duration.ofDays(8), 1);
        Person student = scenario().student();

        assertThat(student.api().post("/api/slots/" + free + "/waitlist").code())
                .isEqualTo("slot-not-full");
        assertThat(holder.api().post(path()).code()).isEqualTo("already-booked");
        assertThat(instructor.api().post(path()).code()).isEqualTo("forbidden");
        assertThat(api().post(path()).code()).isEqualTo("unauthenticated");
        assertThat(api().get(path()).code()).isEqualTo("unauthenticated");
        assertThat(student.api()
                        .post("/api/slots/" + UUID.randomUUID() + "/waitlist")
                        .code())
                .isEqualTo("not-found");
        assertThat(student.api().get(path()).code()).isEqualTo("not-found");
        assertThat(student.api().delete(path()).status()).isEqualTo(204);
        for (int i = 0; i < 12; i++) {
            waiting();
        }
        assertThat(student.api().post(path()).code()).isEqualTo("waitlist-full");
        assertThat(instructor
                        .api()
                        .delete("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);
        assertThat(student.api().post(path()).code()).isEqualTo("course-not-published");
    }

    @Test
    void whoWaitsIsToldWhenTheSessionIsCancelledAndWhoIsPutOutWaitsNoMore() {
        Person first = waiting();
        Person second = waiting();
        assertThat(scenario()
                        .admin()
                        .patch("/api/users/" + first.id(), Map.of("active", false))
                        .status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(
                        second.api().get(path()).json().path("position").asInt())
                .isEqualTo(1));

        assertThat(instructor
                        .api()
                        .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "Ill"))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(
                        () -> assertThat(titlesOf(second)).contains("The session that you waited for was cancelled"));
        await().untilAsserted(() -> assertThat(second.api().get(path()).code()).isEqualTo("not-found"));
    }

    /** Offers end, seats come free, those who wait book, others try to: never is a seat lost, or there twice. */
    @Test
    void noSeatIsLostOrDoubledInRaces() throws Exception {
        slot = scenario().slot(instructor, course, Duration.ofDays(9), 3);
        List<Person> holders = new ArrayList<>();
        List<String> bookings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Person student = scenario().student();
            holders.add(student);
            bookings.add(scenario().book(student, slot).get("bookingId"));
        }
        List<Person> waiting = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waiting.add(waiting());
        }
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Person student = holders.get(i);
            String held = bookings.get(i);
            calls.add(() -> student.api()
                    .post("/api/bookings/" + held + "/cancellation")
                    .status());
        }
        // Every third takes the offer if it comes, every third declines, every third lets it pass.
        for (int i = 0; i < 9; i++) {
            Person student = waiting.get(i);
            if (i % 3 == 0) {
                calls.add(() -> bookWhenOffered(student));
            } else if (i % 3 == 1) {
                calls.add(() -> student.api().delete(path()).status());
            }
        }
        for (int i = 0; i < 4; i++) {
            Person passerBy = scenario().student();
            calls.add(() -> scenario().book(passerBy, slot).status());
        }
        try (ExecutorService atOnce = Executors.newFixedThreadPool(calls.size())) {
            for (Future<Integer> each : atOnce.invokeAll(calls)) {
                assertThat(result(each)).isIn(200, 201, 204, 409);
            }
        }

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(waiting)
                        .allSatisfy(student ->
                                assertThat(student.api().get(path()).code()).isEqualTo("not-found")));
        assertThat(mostInUse()).isLessThanOrEqualTo(3);
        int taken = instructor
                .api()
                .get("/api/slots/" + slot)
                .json()
                .path("currentParticipants")
                .asInt();
        int active = jdbc.sql("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = ?")
                .param(slot)
                .query(Integer.class)
                .single();
        assertThat(taken).isEqualTo(active).isLessThanOrEqualTo(3);
        // What nobody wanted is for everybody again.
        for (int i = taken; i < 3; i++) {
            assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
        }
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("slot-full");
    }

    private int bookWhenOffered(Person student) {
        for (int i = 0; i < 60; i++) {
            Api.Answer answer = scenario().book(student, slot);
            if (answer.status() == 201 || student.api().get(path()).status() == 404) {
                return answer.status();
            }
        }
        return 409;
    }

    private static int result(Future<Integer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
