package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.EventFollowers;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Builds a read table anew by replaying the events. Sagas and workers take no part in a replay. */
@Component
class ProjectionRebuild {

    private static final Set<String> PROJECTIONS = Set.of(
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
    private final ProjectionStatus status;

    ProjectionRebuild(EventFollowers followers, ProjectionStatus status) {
        this.followers = followers;
        this.status = status;
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    void start(String name) {
        requireProjection(name);
        followers.rebuild(name);
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    ProjectionStatus.Status progress(String name) {
        requireProjection(name);
        return status.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("projection"));
    }

    private static void requireProjection(String name) {
        if (!PROJECTIONS.contains(name)) {
            throw Problem.notFound("projection");
        }
    }
}
