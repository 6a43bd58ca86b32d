package io.medicaledu.shared.query;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

/** How far event processors are in the event stream, on whichever node they run. */
@Component
public class ProcessorTokens {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;

    ProcessorTokens(EventProcessingConfiguration processing, JdbcClient jdbc) {
        this.processing = processing;
        this.jdbc = jdbc;
    }

    /**
     * Which events were handled.
     *
     * @param index the highest position; -1 if none
     * @param gaps positions below it that were not handled; most of them are of no event at all
     */
    public record Reached(long index, Set<Long> gaps) {

        private static final Reached NOTHING = new Reached(-1, Set.of());

        /** Whether the event at the position was handled. */
        public boolean covers(long position) {
            return position <= index && !gaps.contains(position);
        }

        /** What both have handled. */
        public Reached and(Reached other) {
            Set<Long> all = new HashSet<>(gaps);
            all.addAll(other.gaps);
            return new Reached(Math.min(index, other.index), all);
        }
    }

    /**
     * What the processor has handled; what it has, can be seen in the database.
     *
     * @throws IllegalArgumentException if there is no such processor
     */
    public Reached reached(String processor) {
        Collection<EventTrackerStatus> local = processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .orElseThrow(() -> new IllegalArgumentException("There is no processor " + processor))
                .processingStatus()
                .values();
        // Where another node works on it, its token is in the database.
        return local.isEmpty()
                ? stored(processor)
                : lowest(local.stream()
                        .map(status -> reached(status.getTrackingToken()))
                        .toList());
    }

    /** What all of them have handled. */
    public Reached reached(List<String> processors) {
        return lowest(processors.stream().map(this::reached).toList());
    }

    private static Reached lowest(List<Reached> all) {
        return all.stream().reduce(Reached::and).orElse(Reached.NOTHING);
    }

    private static Reached reached(TrackingToken token) {
        return WrappedToken.unwrapLowerBound(token) instanceof GapAwareTrackingToken reached
                ? new Reached(reached.getIndex(), reached.getGaps())
                : Reached.NOTHING;
    }

    private Reached stored(String processor) {
        return lowest(
                jdbc.sql("SELECT token FROM event_store.token_entry WHERE processor_name = ? AND token IS NOT NULL")
                        .param(processor)
                        .query((row, index) -> reached(JSON.readTree(row.getBytes("token"))))
                        .list());
    }

    private static Reached reached(JsonNode token) {
        Set<Long> gaps = new HashSet<>();
        token.path("gaps").valueStream().forEach(gap -> gaps.add(gap.asLong()));
        return new Reached(token.path("index").asLong(-1), gaps);
    }
}
