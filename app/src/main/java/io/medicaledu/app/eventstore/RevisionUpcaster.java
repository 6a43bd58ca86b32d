package io.medicaledu.app.eventstore;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Raises stored events of older revisions while they are read, step by step. What is stored stays as it is. An event of
 * another revision is not touched and not parsed: it costs one look into a map.
 */
final class RevisionUpcaster implements EventUpcaster {

    private final Map<String, Map<String, Step>> steps;

    RevisionUpcaster(List<Step> steps) {
        this.steps = steps.stream()
                .collect(Collectors.groupingBy(
                        Step::event, Collectors.toUnmodifiableMap(Step::from, Function.identity())));
    }

    /**
     * How an event of one revision becomes one of the next.
     *
     * @param event its logical name
     * @param change of the payload
     */
    record Step(String event, String from, String to, UnaryOperator<ObjectNode> change) {

        private IntermediateEventRepresentation apply(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(
                    new SimpleSerializedType(event, to),
                    JsonNode.class,
                    payload -> change.apply(((ObjectNode) payload).deepCopy()));
        }
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> stored) {
        return stored.map(this::raise);
    }

    private IntermediateEventRepresentation raise(IntermediateEventRepresentation stored) {
        Map<String, Step> ofEvent = steps.get(stored.getType().getName());
        if (ofEvent == null) {
            return stored;
        }
        IntermediateEventRepresentation raised = stored;
        for (Step next = next(ofEvent, raised); next != null; next = next(ofEvent, raised)) {
            raised = next.apply(raised);
        }
        return raised;
    }

    private static @Nullable Step next(Map<String, Step> ofEvent, IntermediateEventRepresentation event) {
        SerializedType type = event.getType();
        return type.getRevision() == null ? null : ofEvent.get(type.getRevision());
    }
}
