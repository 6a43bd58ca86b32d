package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.app.support.StripeMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A full slot takes waiters; a seat that comes free goes to them, one after the other, and to nobody else. */
class WaitlistTest extends FullSlot {

    private boolean isOffered(Person student) {
        Api.Answer answer = student.api().get(path());
        return answer.status() == 200 && !answer.json().path("offeredUntil").isNull();
    }

    private void awaitOffer(Person student) {
        await().untilAsserted(() -> assertThat(isOffered(student)).isTrue());
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
}
