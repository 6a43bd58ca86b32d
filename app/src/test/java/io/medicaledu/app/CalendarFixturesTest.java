package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.kernel.calendar.Calendars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Google, Outlook and Apple write for an invitation, and what is written here for the same one, is the same entry to
 * a calendar program (RFC 5546), whichever of them it knew before.
 */
class CalendarFixturesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2027-03-29T07:00:00Z");
    private static final CalendarEntry SESSION = new CalendarEntry(
            "session-1@medicaledu",
            Instant.parse("2027-03-01T12:00:00Z"),
            START,
            START.plus(Duration.ofHours(1)),
            "Airways, difficult ones",
            "https://meet.example.org/room-1",
            false);

    /** What a calendar shows of an entry. */
    private record Shown(
            String uid,
            int sequence,
            Instant start,
            Instant end,
            String title,
            String place,
            String status,
            String organizer,
            String attendee,
            String attendeeName,
            String answer) {

        static Shown of(VEvent event) {
            return new Shown(
                    event.getUid().getValue(),
                    event.getSequence().getValue(),
                    event.getDateStart().getValue().toInstant(),
                    event.getDateEnd().getValue().toInstant(),
                    event.getSummary().getValue(),
                    event.getLocation().getValue(),
                    event.getStatus().getValue(),
                    event.getOrganizer().getEmail(),
                    event.getAttendees().getFirst().getEmail(),
                    event.getAttendees().getFirst().getCommonName(),
                    event.getAttendees().getFirst().getParticipationStatus().getValue());
        }
    }

    /** A calendar program: what comes later, by its sequence, takes the place of what it knew. */
    private static final class Program {

        private final Map<String, Shown> entries = new HashMap<>();

        Shown shown() {
            return Objects.requireNonNull(entries.get(SESSION.uid()));
        }

        void take(String text) {
            ICalendar calendar = Biweekly.parse(text).first();
            Shown entry = Shown.of(calendar.getEvents().getFirst());
            Shown known = entries.get(entry.uid());
            if (known == null || entry.sequence() >= known.sequence()) {
                if (calendar.getMethod().isCancel()) {
                    entries.remove(entry.uid());
                } else {
                    entries.put(entry.uid(), entry);
                }
            }
        }
    }

    private final Program program = new Program();

    @BeforeEach
    void isEmpty() {
        assertThat(program.entries).isEmpty();
    }

    private static String ours(CalendarEntry entry) {
        return Calendars.invitation(
                entry,
                BERLIN,
                new Calendars.Person("no-reply@medicaledu.example", "MedicalEdu"),
                new Calendars.Person("zoe@example.org", "Zoë Müller"));
    }

    private static CalendarEntry later(Instant start, boolean cancelled) {
        return new CalendarEntry(
                SESSION.uid(),
                SESSION.changedAt().plus(Duration.ofMinutes(1)),
                start,
                start.plus(Duration.ofHours(1)),
                SESSION.title(),
                SESSION.location(),
                cancelled);
    }

    private static String fixture(String name) throws IOException {
        try (InputStream in = CalendarFixturesTest.class.getResourceAsStream("/calendars/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"google.ics", "outlook.ics", "apple.ics"})
    void theSameInvitationIsTheSameEntry(String name) throws IOException {
        program.take(fixture(name));
        Shown theirs = program.shown();
        assertThat(theirs.start()).isEqualTo(START);

        program.take(ours(SESSION));

        assertThat(program.entries).containsOnly(Map.entry(SESSION.uid(), theirs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"google.ics", "outlook.ics", "apple.ics"})
    void anUpdateMovesItAndACancellationTakesItOut(String name) throws IOException {
        program.take(fixture(name));
        Instant moved = Instant.parse("2027-11-01T08:00:00Z");

        program.take(ours(later(moved, false)));
        assertThat(program.shown().start()).isEqualTo(moved);

        program.take(fixture(name));
        assertThat(program.shown().start()).isEqualTo(moved);

        program.take(ours(later(moved, true)));
        assertThat(program.entries).isEmpty();
    }

    /** What each of them insists on: Outlook on the zone's definition, Google on the attendee, all on short lines. */
    @Test
    void oursHasWhatEachOfThemInsistsOn() {
        String text = ours(SESSION);

        assertThat(Biweekly.parse(text).first().validate(ICalVersion.V2_0).isEmpty())
                .isTrue();
        assertThat(text)
                .contains("METHOD:REQUEST\r\n", "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n")
                .contains("DTSTART;TZID=Europe/Berlin:20270329T090000\r\n", "DTSTAMP:20270301T120000Z\r\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    }
}
