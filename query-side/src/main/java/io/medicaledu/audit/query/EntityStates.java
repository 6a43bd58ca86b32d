package io.medicaledu.audit.query;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What entities look like: the sum of what events have said about them. Tells what an event changes. */
final class EntityStates {

    private final JsonMapper json;
    private final Map<UUID, ObjectNode> states = new HashMap<>();

    EntityStates(JsonMapper json) {
        this.json = json;
    }

    /**
     * What an event changed.
     *
     * @param before the fields that had another value; null if there were none
     * @param after the fields that are new or have another value now; null if there are none
     */
    record Change(@Nullable ObjectNode before, @Nullable ObjectNode after) {}

    /** An entity as it was left by earlier events. */
    void put(UUID entityId, ObjectNode state) {
        states.put(entityId, state);
    }

    /** Adds what an event says. */
    Change apply(UUID entityId, ObjectNode values) {
        ObjectNode state = states.computeIfAbsent(entityId, id -> json.createObjectNode());
        ObjectNode before = json.createObjectNode();
        ObjectNode after = json.createObjectNode();
        values.properties().forEach(field -> {
            var known = state.get(field.getKey());
            if (!field.getValue().equals(known)) {
                after.set(field.getKey(), field.getValue());
                if (known != null) {
                    before.set(field.getKey(), known);
                }
            }
        });
        state.setAll(after);
        return new Change(nullIfEmpty(before), nullIfEmpty(after));
    }

    private static @Nullable ObjectNode nullIfEmpty(ObjectNode node) {
        return node.isEmpty() ? null : node;
    }

    Map<UUID, ObjectNode> all() {
        return states;
    }
}
