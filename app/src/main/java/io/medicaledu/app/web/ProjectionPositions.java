package io.medicaledu.app.web;

import io.medicaledu.shared.query.ProcessorTokens;
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

    private final ProcessorTokens tokens;

    ProjectionPositions(ProcessorTokens tokens) {
        this.tokens = tokens;
    }

    /** False if a projection has not handled the event at the position within the time. */
    boolean awaitReached(long position, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        long pause = 1;
        while (!PROJECTIONS.stream().allMatch(name -> hasReached(name, position))) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(pause);
            pause = Math.min(pause * 2, 20);
        }
        return true;
    }

    private boolean hasReached(String name, long position) {
        return tokens.reached(name) >= position;
    }
}
