package io.medicaledu.audit.query;

import io.medicaledu.audit.query.EntityStates.State;
import io.medicaledu.audit.query.RowReplay.Step;
import io.medicaledu.audit.query.TimeTravel.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of one table as they were then, and as they are after all that was played: by the code that writes the audit log. Of
 * the events nothing is kept.
 */
final class RowsThenAndNow {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String entityName;
    private final Set<UUID> ids;
    private final Predicate<Step> isThen;
    private final EntityStates states = new EntityStates();
    private final Map<UUID, Moment> moments = new HashMap<>();
    private boolean isEmpty = true;

    /** @param isThen whether an event had happened by then */
    RowsThenAndNow(String entityName, Collection<UUID> ids, Predicate<Step> isThen) {
        this.entityName = entityName;
        this.ids = Set.copyOf(ids);
        this.isThen = isThen;
    }

    /**
     * A row after the last event that had changed it then.
     *
     * @param version the sequence number of the aggregate's last event; -1 if the row is part of another aggregate
     */
    record Moment(ObjectNode values, long version, long position, Instant occurredAt) {

        private static final Moment NONE = new Moment(JSON.createObjectNode(), -1, 0, Instant.EPOCH);

        /** Its columns, without those that were empty. */
        ObjectNode state() {
            ObjectNode filled = JSON.createObjectNode();
            values.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    filled.set(field.getKey(), field.getValue());
                }
            });
            return filled;
        }
    }

    /** Plays the next event. */
    void play(Step step) {
        isEmpty = false;
        Set<UUID> touched = new LinkedHashSet<>();
        Optional<UUID> own = ownRow(step);
        own.ifPresent(touched::add);
        for (RowChange change : RowChanges.of(step.message())) {
            apply(change, touched);
            if (change.endsChildren()) {
                states.activeChildrenOf(change.entityId())
                        .forEach(child -> apply(UserChanges.endOfSession(child), touched));
            }
        }
        if (isThen.test(step)) {
            for (UUID id : touched) {
                Moment before = moments.getOrDefault(id, Moment.NONE);
                boolean isOwn = own.filter(id::equals).isPresent();
                long version = isOwn ? step.message().getSequenceNumber() : before.version();
                moments.put(id, new Moment(valuesOf(id), version, step.position(), step.at()));
            }
        }
    }

    private Optional<UUID> ownRow(Step step) {
        return Optional.of(step.message())
                .filter(message -> message.getType().equals(entityName))
                .map(message -> UUID.fromString(message.getAggregateIdentifier()))
                .filter(ids::contains);
    }

    private void apply(RowChange change, Set<UUID> touched) {
        if (change.entityName().equals(entityName) && ids.contains(change.entityId())) {
            states.apply(change);
            touched.add(change.entityId());
        }
    }

    private ObjectNode valuesOf(UUID id) {
        State state = states.find(id);
        return state == null ? JSON.createObjectNode() : state.values();
    }

    /** Whether nothing was played. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Empty if the row was not there yet. */
    Optional<Moment> then(UUID id) {
        return Optional.ofNullable(moments.get(id));
    }

    /** What is otherwise now, column by column. */
    List<Difference> differences(UUID id) {
        ObjectNode then = moments.getOrDefault(id, Moment.NONE).values();
        ObjectNode now = valuesOf(id);
        List<Difference> differences = new ArrayList<>();
        Set<String> fields = new TreeSet<>(now.propertyNames());
        fields.addAll(then.propertyNames());
        for (String field : fields) {
            JsonNode was = valueOf(then, field);
            JsonNode is = valueOf(now, field);
            if (!was.equals(is)) {
                differences.add(new Difference(field, was.isNull() ? null : was, is.isNull() ? null : is));
            }
        }
        return differences;
    }

    private static JsonNode valueOf(ObjectNode row, String field) {
        JsonNode value = row.path(field);
        return value.isMissingNode() ? NullNode.instance : value;
    }
}
