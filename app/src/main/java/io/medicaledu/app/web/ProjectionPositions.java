package io.medicaledu.app.web;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the projections are in the event stream. */
@Component
class ProjectionPositions {

    private static final JsonMapper JSON = JsonMapper.shared();
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
            "audit-logs");

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;

    ProjectionPositions(EventProcessingConfiguration processing, JdbcClient jdbc) {
        this.processing = processing;
        this.jdbc = jdbc;
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
        Collection<EventTrackerStatus> local = processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow()
                .processingStatus()
                .values();
        // Projections have one segment each; where another node works on it, its token is in the database.
        return local.isEmpty()
                ? storedTokenHasReached(name, position)
                : local.stream().allMatch(status -> covers(status.getTrackingToken(), position));
    }

    private static boolean covers(TrackingToken token, long position) {
        return WrappedToken.unwrapLowerBound(token) instanceof GapAwareTrackingToken reached
                && position <= reached.getIndex()
                && !reached.getGaps().contains(position);
    }

    private boolean storedTokenHasReached(String name, long position) {
        return jdbc.sql("SELECT token FROM event_store.token_entry WHERE processor_name = ? AND token IS NOT NULL")
                .param(name)
                .query((row, index) -> JSON.readTree(row.getBytes("token")))
                .optional()
                .filter(token -> covers(token, position))
                .isPresent();
    }

    private static boolean covers(JsonNode token, long position) {
        return position <= token.path("index").asLong(-1)
                && token.path("gaps").valueStream().noneMatch(gap -> gap.asLong() == position);
    }
}
