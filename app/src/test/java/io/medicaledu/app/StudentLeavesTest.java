package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody holds a seat who cannot come: what becomes of the bookings of students whose account ends. */
class StudentLeavesTest extends PlatformTest {

    private Api admin;
    private Person instructor;
    private UUID course;

    @BeforeEach
    void people() {
        admin = scenario().admin();
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
    }

    private void endsWithEverythingBack(Function<UUID, Api.Answer> end) {
        UUID slot = scenario().slot(instructor, course, Duration.ofHours(3), 1);
        Booked booked = scenario().confirmed(scenario().student(), slot);

        assertThat(end.apply(booked.student().id()).status()).isEqualTo(204);

        await().untilAsserted(() -> assertThat(
                        admin.get("/api/bookings/" + booked.id()).get("status"))
                .isEqualTo("Cancelled"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(admin.get("/api/bookings/" + booked.id() + "/payment")
                                .json()
                                .path("refunded")
                                .path("amount")
                                .asString())
                        .isEqualTo("45.00"));
        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
    }

    @Test
    void whoIsDeactivatedGetsEverythingBackAndTheSeatIsFree() {
        endsWithEverythingBack(student -> admin.patch("/api/users/" + student, Map.of("active", false)));
    }

    @Test
    void whoIsDeletedByTheSchoolGetsEverythingBackAndTheSeatIsFree() {
        endsWithEverythingBack(student -> admin.delete("/api/users/" + student));
    }

    /** Three hours before the session the policy gives half of it back. */
    @Test
    void whoDeletesTheOwnAccountCancelsByThePolicy() {
        Booked booked =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofHours(3), 1));

        assertThat(booked.student().api().delete("/api/users/me").status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(admin.get("/api/bookings/" + booked.id() + "/payment")
                                .json()
                                .path("refunded")
                                .path("amount")
                                .asString())
                        .isEqualTo("22.50"));
    }

    @Test
    void bookingsStayIfTheAdminSaysSoAndNobodyIsReminded() {
        Booked booked =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(10), 2));
        UUID student = booked.student().id();
        await().untilAsserted(() -> assertThat(reminders(student)).isPositive());

        assertThat(admin.patch("/api/users/" + student, Map.of("active", false, "cancelBookings", false))
                        .status())
                .isEqualTo(204);

        await().atMost(UNTIL_MAILED).untilAsserted(() -> {
            makeRemindersDue(student);
            assertThat(deliveries(student)).isZero();
        });
        assertThat(sent(student, "BookingReminder")).isZero();
        assertThat(admin.get("/api/bookings/" + booked.id()).get("status")).isEqualTo("Confirmed");
    }

    /** Some may be scheduled only now; what is due already is left to whoever has claimed it. */
    private void makeRemindersDue(UUID user) {
        jdbc.sql("""
                        UPDATE command_side.notification_deliveries SET next_attempt_at = now()
                        WHERE user_id = ? AND next_attempt_at > now() + interval '1 hour'""").param(user).update();
    }

    private int reminders(UUID user) {
        return jdbc.sql("""
                        SELECT count(*) FROM command_side.notification_deliveries
                        WHERE user_id = ? AND next_attempt_at > now() + interval '1 hour'""").param(user).query(Integer.class).single();
    }

    private int deliveries(UUID user) {
        return jdbc.sql("SELECT count(*) FROM command_side.notification_deliveries WHERE user_id = ?")
                .param(user)
                .query(Integer.class)
                .single();
    }

    private int sent(UUID user, String type) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events AS sent
                        JOIN event_store.domain_events AS created USING (aggregate_identifier)
                        WHERE sent.payload_type = 'NotificationSent' AND created.payload_type = 'NotificationCreated'
                          AND created.payload ->> 'userId' = ? AND created.payload ->> 'type' = ?""").params(user.toString(), type).query(Integer.class).single();
    }
}
