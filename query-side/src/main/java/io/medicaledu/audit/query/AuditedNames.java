package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What auditors call things: kinds of aggregates, and rows of the tables that the audit log knows. */
public final class AuditedNames {

    private static final Map<String, String> AGGREGATES = Map.ofEntries(
            Map.entry("user", "User"),
            Map.entry("access-attempt", "AccessAttempt"),
            Map.entry("course", "Course"),
            Map.entry("slot", "AvailabilitySlot"),
            Map.entry("slot-series", "SlotSeries"),
            Map.entry("booking", "Booking"),
            Map.entry("payment", "Payment"),
            Map.entry("receipt", "Receipt"),
            Map.entry("enrollment", "Enrollment"),
            Map.entry("promo-code", "PromoCode"),
            Map.entry("instructor-rating", "InstructorRating"),
            Map.entry("course-rating", "CourseRating"),
            Map.entry("notification", "Notification"),
            Map.entry("announcement", "Announcement"),
            Map.entry("reconciliation-difference", "ReconciliationDifference"),
            Map.entry("subscription", "Subscription"));

    /** Of tables whose rows are changed by the events of others. */
    private static final Set<String> PARTS =
            Set.of("UserSession", "CourseMaterial", "BookingPromoCode", "CourseProgress");

    private AuditedNames() {}

    /** The kinds of aggregates, in alphabetical order. */
    public static Set<String> aggregates() {
        return new TreeSet<>(AGGREGATES.keySet());
    }

    /** The names of the rows, in alphabetical order. */
    public static Set<String> rows() {
        Set<String> names = new TreeSet<>(AGGREGATES.values());
        names.addAll(PARTS);
        return names;
    }

    /**
     * The name under which the log and the event store know a kind of aggregate.
     *
     * @param kind e.g. {@code slot}
     * @throws Problem {@code not-found} if there is no such kind
     */
    public static String ofAggregate(String kind) {
        String name = AGGREGATES.get(kind);
        if (name == null) {
            throw Problem.notFound("kind of aggregate");
        }
        return name;
    }

    /**
     * The name under which the log knows the rows of a table.
     *
     * @param name in the singular or the plural
     * @throws Problem {@code validation} if the log knows no such table
     */
    static String ofRow(String name) {
        String row = singular(name);
        if (!rows().contains(row)) {
            throw Problem.invalid("entityName", "must be one of " + String.join(", ", rows()));
        }
        return row;
    }

    /** The tables' own names are understood, too. */
    static String singular(String name) {
        return name.endsWith("s") && !name.endsWith("Progress") && !name.endsWith("Series")
                ? name.substring(0, name.length() - 1)
                : name;
    }
}
