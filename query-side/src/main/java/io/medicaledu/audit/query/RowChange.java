package io.medicaledu.audit.query;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an event does to one row of a read table, told by the table's columns in camel case: enums by their names, money as
 * a decimal beside its currency. It creates the row unless it is there. Left out are the columns that say nothing of the
 * event: version, times of creation and change, and secrets.
 */
final class RowChange {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String entityName;
    private final UUID entityId;
    private final List<Consumer<ObjectNode>> steps = new ArrayList<>();
    private @Nullable AuditActionType action;
    private @Nullable UUID parent;
    private boolean endsChildren;

    /** @param entityName the table's name in the singular, e.g. {@code CourseMaterial} */
    RowChange(String entityName, UUID entityId) {
        this.entityName = entityName;
        this.entityId = entityId;
    }

    String entityName() {
        return entityName;
    }

    UUID entityId() {
        return entityId;
    }

    /** What it counts as, if that is not for the kind of row to say; then it is told even if nothing can be seen. */
    @Nullable
    AuditActionType action() {
        return action;
    }

    /** The row that this one belongs to and may end with; null if there is none. */
    @Nullable
    UUID parent() {
        return parent;
    }

    /** Whether the rows that belong to this one are no longer active. */
    boolean endsChildren() {
        return endsChildren;
    }

    RowChange as(AuditActionType type) {
        action = type;
        return this;
    }

    RowChange under(UUID parentId) {
        parent = parentId;
        return this;
    }

    RowChange endingChildren() {
        endsChildren = true;
        return this;
    }

    RowChange set(String column, @Nullable Object value) {
        JsonNode node = node(value);
        return derive(row -> row.set(column, node));
    }

    /** Sets the column to the amount, and {@code currency} beside it. */
    RowChange money(String column, Money money) {
        return set(column, Rows.decimal(money)).set("currency", money.currency());
    }

    RowChange add(String column, int difference) {
        return derive(row -> row.put(column, row.path(column).asInt(0) + difference));
    }

    /** What follows from the row as it is then. */
    RowChange derive(Consumer<ObjectNode> step) {
        steps.add(step);
        return this;
    }

    void applyTo(ObjectNode row) {
        steps.forEach(step -> step.accept(row));
    }

    /** As PostgreSQL keeps it: to the nearest microsecond. */
    static Instant stored(Instant time) {
        return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }

    /** As it is read back from the database, so that both can be compared. */
    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode node -> node;
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number ->
                number == number.intValue() ? NODES.numberNode(number.intValue()) : NODES.numberNode(number);
            case Instant time -> NODES.stringNode(stored(time).toString());
            case BigDecimal decimal -> NODES.stringNode(Rows.plain(decimal).toPlainString());
            case Enum<?> constant -> NODES.stringNode(constant.name());
            case String text -> NODES.stringNode(text);
            case UUID id -> NODES.stringNode(id.toString());
            default -> JSON.readTree(JSON.writeValueAsString(value));
        };
    }
}
