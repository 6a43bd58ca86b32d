package io.medicaledu.audit.query;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What rows look like: the sum of what events have done to them. Tells what an event changes. */
final class EntityStates {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<UUID, State> states = new LinkedHashMap<>();
    private final Map<UUID, State> changed = new HashMap<>();

    /**
     * A row.
     *
     * @param parent the row that it belongs to and may end with; null if there is none, or it has ended
     */
    record State(ObjectNode values, @Nullable UUID parent) {}

    /**
     * What an event changed.
     *
     * @param isNew whether the row was not there before
     * @param before the columns that had another value; null if there were none
     * @param after the columns that are new or have another value now; null if there are none
     */
    record Difference(
            boolean isNew,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {

        boolean isEmpty() {
            return before == null && after == null;
        }
    }

    /** A row as it was left by earlier events. */
    void put(UUID entityId, State state) {
        states.putIfAbsent(entityId, state);
    }

    /** Null if nothing is known of it. */
    @Nullable
    State find(UUID entityId) {
        return states.get(entityId);
    }

    /** Those known here that belong to the row and have not ended. */
    List<UUID> activeChildrenOf(UUID parent) {
        return states.entrySet().stream()
                .filter(entry -> parent.equals(entry.getValue().parent()))
                .map(Map.Entry::getKey)
                .toList();
    }

    Difference apply(RowChange change) {
        State known = states.get(change.entityId());
        ObjectNode old = known == null ? JSON.createObjectNode() : known.values();
        ObjectNode values = JSON.createObjectNode();
        values.setAll(old);
        change.applyTo(values);
        UUID parent = change.parent() != null ? change.parent() : known == null ? null : known.parent();
        boolean hasEnded =
                values.path("isActive").isBoolean() && !values.path("isActive").asBoolean();
        State state = new State(values, hasEnded ? null : parent);
        states.put(change.entityId(), state);
        changed.put(change.entityId(), state);
        return difference(known == null, old, values);
    }

    private static Difference difference(boolean isNew, ObjectNode old, ObjectNode values) {
        ObjectNode before = JSON.createObjectNode();
        ObjectNode after = JSON.createObjectNode();
        values.properties().forEach(column -> {
            JsonNode earlier = old.path(column.getKey());
            boolean wasNull = earlier.isMissingNode() || earlier.isNull();
            boolean isNull = column.getValue().isNull();
            if (wasNull ? !isNull : !earlier.equals(column.getValue())) {
                after.set(column.getKey(), column.getValue());
                if (!wasNull) {
                    before.set(column.getKey(), earlier);
                }
            }
        });
        return new Difference(isNew, before.isEmpty() ? null : before, after.isEmpty() ? null : after);
    }

    /** Those that were changed here. */
    Map<UUID, State> changed() {
        return changed;
    }
}
