package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SeriesCommand.Occurrence;
import io.medicaledu.scheduling.api.SeriesPlan;
import io.medicaledu.shared.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * Turns a recurrence rule of RFC 5545 into moments. The rule runs on the clock on the wall; each of its times becomes a
 * moment on its own day: one that does not exist is moved forward by the gap, one that happens twice is the first.
 */
final class RecurrenceRules {

    private static final int MOST = 1_000;
    private static final int STEPS = 100_000;
    private static final int LAST_YEAR = 9999;
    private static final String PREFIX = "RRULE:";

    private RecurrenceRules() {}

    /**
     * The occurrences of the plan, in their order. Where the clock is put forward, times of an hourly rule can fall on
     * the same moment; it counts once.
     *
     * @throws Problem {@code validation} if the rule is none, has no end, never occurs, has more than 1,000 occurrences,
     *     or goes beyond the year 9999
     */
    static List<Occurrence> expand(SeriesPlan plan) {
        RecurrenceRule rule = parse(plan.rrule());
        if (rule.isInfinite()) {
            throw Problem.invalid("rrule", "must have COUNT or UNTIL");
        }
        DateTime until = rule.getUntil();
        if (until != null) {
            rule.setUntil(null); // checked below, as it may be a moment while the rule runs on the clock
        }
        TreeMap<Instant, Occurrence> occurrences = new TreeMap<>();
        try {
            collect(rule, until, plan, occurrences);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw Problem.invalid(
                    "rrule", "cannot be worked out: it never occurs, or goes beyond the year " + LAST_YEAR);
        }
        if (occurrences.isEmpty()) {
            throw Problem.invalid("rrule", "has no occurrence");
        }
        return List.copyOf(occurrences.values());
    }

    private static void collect(
            RecurrenceRule rule, @Nullable DateTime until, SeriesPlan plan, TreeMap<Instant, Occurrence> occurrences) {
        RecurrenceRuleIterator times = rule.iterator(dateTime(plan.firstStartLocal()));
        for (int step = 0; times.hasNext(); step++) {
            Occurrence occurrence = occurrence(local(times.nextDateTime()), plan);
            if (until != null && isAfter(occurrence, until)) {
                break;
            }
            if (occurrence.startLocal().getYear() > LAST_YEAR) {
                throw Problem.invalid("rrule", "goes beyond the year " + LAST_YEAR);
            }
            occurrences.putIfAbsent(occurrence.startTimeUtc(), occurrence);
            if (occurrences.size() > MOST || step > STEPS) {
                throw Problem.invalid("rrule", "has more than " + MOST + " occurrences");
            }
        }
    }

    private static RecurrenceRule parse(String text) {
        String rule = text.strip().toUpperCase(Locale.ROOT);
        try {
            return new RecurrenceRule(
                    rule.startsWith(PREFIX) ? rule.substring(PREFIX.length()) : rule,
                    RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw Problem.invalid("rrule", "is no recurrence rule of RFC 5545: " + e.getMessage());
        }
    }

    private static Occurrence occurrence(LocalDateTime local, SeriesPlan plan) {
        Instant start = local.atZone(plan.timeZone()).toInstant();
        return new Occurrence(
                start,
                start.plus(Duration.ofMinutes(plan.durationMinutes())),
                LocalDateTime.ofInstant(start, plan.timeZone()));
    }

    /** UNTIL may be a moment (with Z), a time on the clock, or a day that is still part of it. */
    private static boolean isAfter(Occurrence occurrence, DateTime until) {
        if (until.isAllDay()) {
            return occurrence
                    .startLocal()
                    .toLocalDate()
                    .isAfter(LocalDate.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth()));
        }
        return until.isFloating()
                ? occurrence.startLocal().isAfter(local(until))
                : occurrence.startTimeUtc().isAfter(Instant.ofEpochMilli(until.getTimestamp()));
    }

    /** Months count from zero over there. */
    private static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
