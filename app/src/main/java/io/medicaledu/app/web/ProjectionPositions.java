package io.medicaledu.app.web;

import io.medicaledu.shared.query.EventFollowers;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** How far the projections are in the event stream. */
@Component
class ProjectionPositions {

    private static final List<String> PROJECTIONS = List.of(
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

    private final EventFollowers followers;

    ProjectionPositions(EventFollowers followers) {
        this.followers = followers;
    }

    /** False if a projection has not handled the event at the position within the time. */
    boolean awaitReached(long position, Duration longest) throws InterruptedException {
        return followers.awaitReached(PROJECTIONS, position, longest);
    }
}
