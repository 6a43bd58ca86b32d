package io.medicaledu.audit.query;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the event processors of this node are behind the event store. */
@Component
public class ProjectionStatus {

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;

    ProjectionStatus(EventProcessingConfiguration processing, JdbcClient jdbc) {
        this.processing = processing;
        this.jdbc = jdbc;
    }

    /**
     * One event processor: a projection or a saga.
     *
     * @param position of the last event it has handled; -1 if none, or if another node does the work
     * @param lag events between its position and the newest event
     * @param error why it has stopped, if it has
     */
    public record Status(
            String name,
            long position,
            long head,
            long lag,
            boolean running,
            boolean replaying,
            @Nullable String error) {}

    /** The position of the newest event. */
    public long head() {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_events")
                .query(Long.class)
                .single();
    }

    /** All streaming processors. */
    public List<Status> all() {
        long head = head();
        return processing.eventProcessors().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof StreamingEventProcessor)
                .map(entry -> status(entry.getKey(), (StreamingEventProcessor) entry.getValue(), head))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** Names of the streaming processors. */
    public List<String> names() {
        return processing.eventProcessors().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof StreamingEventProcessor)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The lowest position of the processor's segments on this node. */
    public OptionalLong position(String name) {
        return processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .map(ProjectionStatus::position)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong position(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                .min();
    }

    private static Status status(String name, StreamingEventProcessor processor, long head) {
        long position = position(processor).orElse(-1);
        var segments = processor.processingStatus().values();
        return new Status(
                name,
                position,
                head,
                Math.max(head - Math.max(position, 0), 0),
                processor.isRunning(),
                segments.stream().anyMatch(EventTrackerStatus::isReplaying),
                segments.stream()
                        .filter(EventTrackerStatus::isErrorState)
                        .map(status -> String.valueOf(status.getError()))
                        .findFirst()
                        .orElse(null));
    }
}
