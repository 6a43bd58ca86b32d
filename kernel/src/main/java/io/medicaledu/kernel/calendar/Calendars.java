package io.medicaledu.kernel.calendar;

import io.medicaledu.shared.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.TimeZone;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/** Writes iCalendar texts (RFC 5545) that calendars of all kinds take: invitations (RFC 5546), and a feed to subscribe to. */
public final class Calendars {

    /** What goes on before the platform did is of no interest; numbers stay small. */
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private static final TimeZoneRegistry ZONES =
            TimeZoneRegistryFactory.getInstance().createRegistry();

    private Calendars() {}

    /** Somebody with an e-mail address. */
    public record Person(String email, String name) {}

    /** {@code REQUEST}, or {@code CANCEL}: how an invitation has to be sent. */
    public static String method(CalendarEntry entry) {
        return entry.cancelled() ? "CANCEL" : "REQUEST";
    }

    /**
     * An invitation, its update, or its cancellation.
     *
     * @param zone whose clock the attendee reads
     */
    public static String invitation(CalendarEntry entry, ZoneId zone, Person organizer, Person attendee) {
        Calendar calendar = calendar(method(entry), zone);
        VEvent event = event(entry, zone);
        Organizer from = new Organizer(address(organizer));
        from.add(name(organizer));
        event.add(from);
        Attendee to = new Attendee(address(attendee));
        to.add(name(attendee));
        to.add(PartStat.ACCEPTED);
        to.add(Rsvp.FALSE);
        event.add(to);
        calendar.add(event);
        return text(calendar);
    }

    /** All entries, for a calendar that comes for them again and again. */
    public static String feed(List<CalendarEntry> entries, ZoneId zone) {
        Calendar calendar = calendar("PUBLISH", zone);
        calendar.add(new XProperty("X-WR-CALNAME", "MedicalEdu"));
        calendar.add(new XProperty("X-PUBLISHED-TTL", "PT1H"));
        entries.forEach(entry -> calendar.add(event(entry, zone)));
        return text(calendar);
    }

    private static Calendar calendar(String method, ZoneId zone) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//MedicalEdu//MedicalEdu//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new Method(method));
        TimeZone known = known(zone);
        if (known != null) {
            calendar.add(known.getVTimeZone());
        }
        return calendar;
    }

    private static VEvent event(CalendarEntry entry, ZoneId zone) {
        VEvent event = new VEvent(false); // it would otherwise have the time of now as well
        event.add(new Uid(entry.uid()));
        event.add(new DtStamp(entry.changedAt()));
        event.add(new Sequence((int) Math.max(0, entry.changedAt().getEpochSecond() - FIRST.getEpochSecond())));
        if (known(zone) == null) {
            event.add(new DtStart<>(entry.start()));
            event.add(new DtEnd<>(entry.end()));
        } else {
            event.add(new DtStart<>(entry.start().atZone(zone)));
            event.add(new DtEnd<>(entry.end().atZone(zone)));
        }
        event.add(new Summary(Texts.singleLine(entry.title())));
        if (entry.location() != null) {
            event.add(new Location(entry.location()));
        }
        event.add(new Status(entry.cancelled() ? "CANCELLED" : "CONFIRMED"));
        return event;
    }

    /** Null for UTC, which needs no definition, and for what the library does not know by this name. */
    private static @Nullable TimeZone known(ZoneId zone) {
        TimeZone known = ZONES.getTimeZone(zone.getId());
        return known == null || !known.getID().equals(zone.getId()) ? null : known;
    }

    private static URI address(Person person) {
        try {
            // Quotes what an address may have and a URI may not.
            return new URI("mailto", person.email(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Cn name(Person person) {
        return new Cn(Texts.singleLine(person.name()).replace('"', '\''));
    }

    private static String text(Calendar calendar) {
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
