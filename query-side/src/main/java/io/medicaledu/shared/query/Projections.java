package io.medicaledu.shared.query;

import java.util.List;

/** The projections: followers of the events that build read tables, and can build them anew. */
public final class Projections {

    /**
     * A projection.
     *
     * @param name as a processing group and in the API
     * @param tables of the schema {@code read_model} that it writes, and nobody else
     * @param late those of them that are large, and in which it looks rows up by unique indexes alone: while they are built
     *     anew they do without the others
     */
    public record Projection(String name, List<String> tables, List<String> late) {

        Projection(String name, List<String> tables) {
            this(name, tables, List.of());
        }
    }

    /** All of them. */
    public static final List<Projection> ALL = List.of(
            new Projection("users", List.of("users", "user_sessions")),
            new Projection("courses", List.of("courses", "course_materials")),
            new Projection(
                    "availability-slots", List.of("availability_slots", "slot_waiters"), List.of("availability_slots")),
            new Projection(
                    "slot-cancellations",
                    List.of(
                            "slot_cancellations",
                            "series_cancellations",
                            "slot_cancellation_bookings",
                            "slot_cancellation_refunds")),
            new Projection("bookings", List.of("bookings", "booking_promo_codes"), List.of("bookings")),
            new Projection("payments", List.of("payments", "payment_incidents"), List.of("payments")),
            new Projection("receipts", List.of("receipts"), List.of("receipts")),
            new Projection("enrollments", List.of("enrollments", "course_progress", "progress_materials")),
            new Projection("promo-codes", List.of("promo_codes")),
            new Projection("ratings", List.of("instructor_ratings", "course_ratings", "rating_summaries")),
            new Projection("notifications", List.of("notifications"), List.of("notifications")),
            new Projection("audit-logs", List.of("audit_logs", "audit_states", "audit_stories"), List.of("audit_logs")),
            new Projection(
                    "ledger",
                    List.of("ledger_entries", "ledger_references"),
                    List.of("ledger_entries", "ledger_references")));

    /** The names of all of them. */
    public static final List<String> NAMES = ALL.stream().map(Projection::name).toList();

    private Projections() {}

    /** @throws IllegalArgumentException if there is none of this name */
    public static Projection named(String name) {
        return ALL.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no projection " + name));
    }
}
