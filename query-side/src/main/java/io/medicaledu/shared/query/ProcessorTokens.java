package io.medicaledu.shared.query;

import java.util.Collection;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How far event processors are in the event stream, on whichever node they run. */
@Component
public class ProcessorTokens {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long NOTHING = -1;

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;

    ProcessorTokens(EventProcessingConfiguration processing, JdbcClient jdbc) {
        this.processing = processing;
        this.jdbc = jdbc;
    }

    /**
     * The position up to which the processor has handled every event, -1 if none; what it has handled can be seen in the
     * database.
     *
     * @throws IllegalArgumentException if there is no such processor
     */
    public long reached(String processor) {
        Collection<EventTrackerStatus> local = processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .orElseThrow(() -> new IllegalArgumentException("There is no processor " + processor))
                .processingStatus()
                .values();
        // Where another node works on it, its token is in the database.
        return local.isEmpty()
                ? stored(processor)
                : local.stream()
                        .mapToLong(status -> position(status.getTrackingToken()))
                        .min()
                        .orElse(NOTHING);
    }

    /** The position that all of them have reached. */
    public long reached(List<String> processors) {
        return processors.stream().mapToLong(this::reached).min().orElse(NOTHING);
    }

    private static long position(@Nullable TrackingToken token) {
        TrackingToken reached = WrappedToken.unwrapLowerBound(token);
        return reached == null ? NOTHING : reached.position().orElse(NOTHING);
    }

    private long stored(String processor) {
        return jdbc
                .sql("SELECT token FROM event_store.token_entry WHERE processor_name = ? AND token IS NOT NULL")
                .param(processor)
                .query((row, index) ->
                        JSON.readTree(row.getBytes("token")).path("index").asLong(NOTHING))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(NOTHING);
    }
}
