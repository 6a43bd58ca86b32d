package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions in people's own calendars; read back by another library than the one that writes them. */
class CalendarTest extends PlatformTest {

    private Person instructor;
    private UUID course;

    @BeforeEach
    void people() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
    }

    private UUID slot(Duration fromNow) {
        return scenario().slot(instructor, course, fromNow, 2);
    }

    /** An entry of a mail, with the text that the mail's program saw. */
    private record Entry(String text, String method, ICalendar calendar) {

        VEvent event() {
            assertThat(calendar.getEvents()).hasSize(1);
            return calendar.getEvents().getFirst();
        }

        String uid() {
            return event().getUid().getValue();
        }

        Instant start() {
            return event().getDateStart().getValue().toInstant();
        }

        int sequence() {
            return event().getSequence().getValue();
        }
    }

    private static List<Entry> entries(String address, String subject) {
        List<Entry> found = new ArrayList<>();
        for (MimeMessage mail : mail().getReceivedMessagesForDomain(address)) {
            try {
                if (mail.getSubject().equals(subject)) {
                    calendarOf(mail.getContent()).ifPresent(part -> found.add(entry(part)));
                }
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    private static Entry awaitEntry(String address, String subject, int number) {
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(entries(address, subject)).hasSize(number));
        return entries(address, subject).get(number - 1);
    }

    private static Optional<BodyPart> calendarOf(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("text/calendar")) {
                    return Optional.of(part);
                }
                Optional<BodyPart> inner = calendarOf(part.getContent());
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    private static Entry entry(BodyPart part) {
        try (InputStream in = part.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String type = part.getContentType();
            return new Entry(
                    text,
                    type.substring(type.indexOf("method=") + "method=".length()),
                    Biweekly.parse(text).first());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant startOf(UUID slot) {
        await().untilAsserted(() ->
                assertThat(instructor.api().get("/api/slots/" + slot).status()).isEqualTo(200));
        return Instant.parse(instructor.api().get("/api/slots/" + slot).get("startTimeUtc"));
    }

    @Test
    void aConfirmationIsAnInvitation() {
        UUID slot = slot(Duration.ofDays(5));
        Booked booked = scenario().confirmed(scenario().student(), slot);

        Entry entry = awaitEntry(booked.student().email(), "Your booking is confirmed", 1);

        assertThat(entry.method()).isEqualTo("REQUEST");
        assertThat(entry.calendar().getMethod().getValue()).isEqualTo("REQUEST");
        assertThat(entry.uid()).isEqualTo("booking-" + booked.id() + "@medicaledu");
        assertThat(entry.start()).isEqualTo(startOf(slot));
        assertThat(entry.event().getDateEnd().getValue())
                .isEqualTo(Date.from(startOf(slot).plusSeconds(3_600)));
        assertThat(entry.event().getSummary().getValue()).isEqualTo("Airway management");
        assertThat(entry.event().getStatus().getValue()).isEqualTo("CONFIRMED");
        assertThat(entry.event().getAttendees())
                .singleElement()
                .satisfies(attendee -> assertThat(attendee.getEmail())
                        .isEqualTo(booked.student().email()));
        assertThat(entry.event().getOrganizer().getEmail()).contains("@");
        assertThat(entry.calendar().validate(ICalVersion.V2_0).isEmpty())
                .as(entry.calendar().validate(ICalVersion.V2_0).toString())
                .isTrue();
        // What Google, Outlook and Apple insist on.
        assertThat(entry.text())
                .contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin", "DTSTART;TZID=Europe/Berlin:", "DTSTAMP:");
        assertThat(Arrays.stream(entry.text().split("\r\n")))
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                        .as(line)
                        .isLessThanOrEqualTo(75));
        Entry ofInstructor = awaitEntry(instructor.email(), "A new booking", 1);
        assertThat(ofInstructor.uid()).isEqualTo("slot-" + slot + "@medicaledu");
        assertThat(ofInstructor.text()).contains("DTSTART;TZID=America/New_York:");
    }

    /** All of these may stand before the @. */
    @Test
    void anUnusualAddressGetsItsInvitation() {
        String email = "a|b^{c}%`d+" + UUID.randomUUID() + "@example.org";
        assertThat(api().post(
                                "/api/auth/registration",
                                Map.of(
                                        "email",
                                        email,
                                        "password",
                                        Scenario.PASSWORD,
                                        "displayName",
                                        "Zo\u00EB \"the\" Great; CN=x",
                                        "timeZone",
                                        "UTC"))
                        .status())
                .isEqualTo(201);
        UUID free = scenario().publishedCourse(instructor, "0.00", "USD");
        UUID slot = scenario().slot(instructor, free, Duration.ofDays(5), 1);

        assertThat(api().as(scenario().logIn(email, Scenario.PASSWORD))
                        .post("/api/bookings", Map.of("slotId", slot, "provider", "Stripe"))
                        .status())
                .isEqualTo(201);

        Entry entry = awaitEntry(email, "Your booking is confirmed", 1);
        assertThat(entry.start()).isEqualTo(startOf(slot));
        assertThat(entry.event().getAttendees()).hasSize(1);
    }

    @Test
    void aMoveIsAnUpdateOfTheSameEntry() {
        Booked booked = scenario().confirmed(scenario().student(), slot(Duration.ofDays(5)));
        UUID later = slot(Duration.ofDays(8));
        Entry first = awaitEntry(booked.student().email(), "Your booking is confirmed", 1);
        letASecondPass();

        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", later))
                        .status())
                .isEqualTo(201);

        Entry moved = awaitEntry(booked.student().email(), "Your booking was moved", 1);
        assertThat(moved.method()).isEqualTo("REQUEST");
        assertThat(moved.uid()).isEqualTo(first.uid());
        assertThat(moved.sequence()).isGreaterThan(first.sequence());
        assertThat(moved.start()).isEqualTo(startOf(later));
    }

    @Test
    void aSessionThatTheSchoolMovesIsAnUpdateAndSoIsItsAddress() {
        UUID slot = slot(Duration.ofDays(5));
        Booked booked = scenario().confirmed(scenario().student(), slot);
        Entry first = awaitEntry(booked.student().email(), "Your booking is confirmed", 1);
        letASecondPass();
        Instant start = Instant.now().plus(Duration.ofDays(6)).truncatedTo(ChronoUnit.SECONDS);

        instructor.api().patch("/api/slots/" + slot, Map.of("startTimeUtc", start.toString()));

        Entry moved = awaitEntry(booked.student().email(), "Your session has another time", 1);
        assertThat(moved.uid()).isEqualTo(first.uid());
        assertThat(moved.sequence()).isGreaterThan(first.sequence());
        assertThat(moved.start()).isEqualTo(start);
        instructor
                .api()
                .put("/api/bookings/" + booked.id() + "/meeting", Map.of("meetingUrl", "https://meet.example/1"));
        Entry placed = awaitEntry(booked.student().email(), "Where your session takes place", 1);
        assertThat(placed.event().getLocation().getValue()).isEqualTo("https://meet.example/1");
    }

    @Test
    void aCancellationTakesTheEntryOut() {
        Booked booked = scenario().confirmed(scenario().student(), slot(Duration.ofDays(5)));
        Entry first = awaitEntry(booked.student().email(), "Your booking is confirmed", 1);
        letASecondPass();

        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

        Entry cancelled = awaitEntry(booked.student().email(), "Your booking was cancelled", 1);
        assertThat(cancelled.method()).isEqualTo("CANCEL");
        assertThat(cancelled.calendar().getMethod().getValue()).isEqualTo("CANCEL");
        assertThat(cancelled.event().getStatus().getValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.uid()).isEqualTo(first.uid());
        assertThat(cancelled.sequence()).isGreaterThan(first.sequence());
    }

    /** The sequence counts in seconds. */
    private static void letASecondPass() {
        Instant before = Instant.now();
        await().until(() -> Instant.now().isAfter(before.plusMillis(1_100)));
    }

    private static Api.Answer link(Person person) {
        Api.Answer answer = person.api().post("/api/users/me/calendar-link");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private String path(Api.Answer link) {
        String url = link.get("url");
        assertThat(url).startsWith(url() + "/api/users/me/calendar.ics?token=");
        return url.substring(url().length());
    }

    private @Nullable ICalendar feed(String path) {
        Api.Answer answer = api().get(path);
        return answer.status() == 200 ? Biweekly.parse(answer.text()).first() : null;
    }

    private static List<VEvent> events(@Nullable ICalendar feed) {
        return feed == null ? List.of() : feed.getEvents();
    }

    private List<String> uids(String path) {
        return events(feed(path)).stream()
                .map(event -> event.getUid().getValue())
                .toList();
    }

    @Test
    void aFeedHasTheSessionsOfStudentAndInstructor() {
        UUID slot = slot(Duration.ofDays(5));
        Booked booked = scenario().confirmed(scenario().student(), slot);
        UUID later = slot(Duration.ofDays(8));
        String ofStudent = path(link(booked.student()));
        String ofInstructor = path(link(instructor));

        await().untilAsserted(
                        () -> assertThat(uids(ofStudent)).containsExactly("booking-" + booked.id() + "@medicaledu"));
        await().untilAsserted(() -> assertThat(uids(ofInstructor))
                .containsExactlyInAnyOrder("slot-" + slot + "@medicaledu", "slot-" + later + "@medicaledu"));
        assertThat(api().get(ofStudent).header("Content-Type")).startsWith("text/calendar");

        booked.student().api().post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", later));
        await().untilAsserted(() -> {
            ICalendar feed = feed(ofStudent);
            assertThat(events(feed)).singleElement().satisfies(event -> {
                assertThat(event.getUid().getValue()).isEqualTo("booking-" + booked.id() + "@medicaledu");
                assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(startOf(later));
            });
        });
    }

    @Test
    void aLinkIsSecretAndCanBeRevoked() {
        Person student = scenario().student();
        String first = path(link(student));
        await().untilAsserted(() -> assertThat(feed(first)).isNotNull());
        String second = path(link(student));
        await().untilAsserted(() -> assertThat(feed(second)).isNotNull());
        assertThat(api().get(first).code()).isEqualTo("not-found");

        assertThat(student.api().delete("/api/users/me/calendar-link").status()).isEqualTo(204);
        assertThat(student.api().delete("/api/users/me/calendar-link").status()).isEqualTo(204);

        await().untilAsserted(() -> assertThat(api().get(second).code()).isEqualTo("not-found"));
        assertThat(api().get("/api/users/me/calendar.ics?token=x").code()).isEqualTo("not-found");
        assertThat(api().get("/api/users/me/calendar.ics").code()).isEqualTo("validation");
        assertThat(api().post("/api/users/me/calendar-link").code()).isEqualTo("unauthenticated");
    }

    @Test
    void whoIsPutOutIsReadNoMore() {
        Person student = scenario().student();
        String path = path(link(student));
        await().untilAsserted(() -> assertThat(feed(path)).isNotNull());

        scenario().admin().patch("/api/users/" + student.id(), Map.of("active", false));

        await().untilAsserted(() -> assertThat(api().get(path).code()).isEqualTo("not-found"));
    }

    @Test
    void aTitleBreaksNoCalendar() {
        assertThat(instructor
                        .api()
                        .patch(
                                "/api/courses/" + course,
                                Map.of(
                                        "title",
                                        "ECG; \"basic\", part\\1\r\nATTENDEE:mailto:evil@example.org \u202Etxt"))
                        .status())
                .isEqualTo(204);
        UUID slot = slot(Duration.ofDays(5));
        String path = path(link(instructor));

        await().untilAsserted(() -> {
            ICalendar feed = feed(path);
            assertThat(events(feed)).singleElement().satisfies(event -> {
                assertThat(event.getSummary().getValue())
                        .isEqualTo("ECG; \"basic\", part\\1 ATTENDEE:mailto:evil@example.org txt (0/2)");
                assertThat(event.getAttendees()).isEmpty();
                assertThat(event.getUid().getValue()).isEqualTo("slot-" + slot + "@medicaledu");
            });
        });
    }
}
