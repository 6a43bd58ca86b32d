package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of waiting share: a slot with one seat, which is taken. */
abstract class FullSlot extends PlatformTest {

    Person instructor;
    UUID course;
    UUID slot;
    Person holder;
    UUID booking;

    @BeforeEach
    void aFullSlot() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "0.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(5), 1);
        holder = scenario().student();
        booking = UUID.fromString(scenario().book(holder, slot).get("bookingId"));
    }

    String path() {
        return "/api/slots/" + slot + "/waitlist";
    }

    Person waiting() {
        Person student = scenario().student();
        Api.Answer answer = student.api().post(path());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return student;
    }

    void cancelBooking() {
        assertThat(holder.api()
                        .post("/api/bookings/" + booking + "/cancellation")
                        .status())
                .isEqualTo(200);
    }

    record SlotEvent(String type, JsonNode payload) {}

    List<SlotEvent> events() {
        return jdbc.sql("""
                        SELECT payload_type, payload::text AS payload FROM event_store.domain_events
                        WHERE aggregate_identifier = ? ORDER BY sequence_number""")
                .param(slot.toString())
                .query((row, index) -> new SlotEvent(
                        row.getString("payload_type"), JsonMapper.shared().readTree(row.getString("payload"))))
                .list();
    }

    /** The most seats that were ever in use at a time, as the events say. */
    int mostInUse() {
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
}
