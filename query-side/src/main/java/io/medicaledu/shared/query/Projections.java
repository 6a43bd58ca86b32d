package io.medicaledu.shared.query;

import java.util.List;

/** The projections: followers of the events that build read tables, and can build them anew. */
public final class Projections {

    /** The names of all of them, as processing groups and in the API. */
    public static final List<String> NAMES = List.of(
            "users",
            "courses",
            "availability-slots",
            "slot-cancellations",
            "bookings",
            "payments",
            "receipts",
            "enrollments",
            "promo-codes",
            "ratings",
            "notifications",
            "audit-logs",
            "ledger");

    private Projections() {}
}
