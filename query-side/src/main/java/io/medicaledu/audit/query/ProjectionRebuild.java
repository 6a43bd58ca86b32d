package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import java.util.Set;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
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

    private final EventProcessingConfiguration processing;
    private final ProjectionStatus status;

    ProjectionRebuild(EventProcessingConfiguration processing, ProjectionStatus status) {
        this.processing = processing;
        this.status = status;
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    void start(String name) {
        StreamingEventProcessor processor = processor(name);
        processor.shutDown();
        try {
            processor.resetTokens();
        } finally {
            processor.start();
        }
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    ProjectionStatus.Status progress(String name) {
        processor(name);
        return status.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("projection"));
    }

    private StreamingEventProcessor processor(String name) {
        if (!PROJECTIONS.contains(name)) {
            throw Problem.notFound("projection");
        }
        return processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow(() -> Problem.notFound("projection"));
    }
}
