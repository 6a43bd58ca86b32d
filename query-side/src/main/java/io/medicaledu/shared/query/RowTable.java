package io.medicaledu.shared.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read table as its projection writes it. What the events of a transaction do to its rows is collected, and written right
 * before the commit: one statement reads the rows that are changed, one writes all of them.
 *
 * @param <R> a row, which changes in place
 */
public final class RowTable<R> {

    private final JdbcClient jdbc;
    private final String name;
    private final Function<R, UUID> id;
    private final RowMapper<R> reader;
    private final List<Column<R>> columns;
    private final String read;
    private final String write;

    /**
     * A column.
     *
     * @param type PostgreSQL's
     */
    public record Column<R>(String name, String type, Function<R, @Nullable Object> value) {}

    /**
     * @param name with its schema
     * @param columns all that are written, the key {@code id} first
     */
    public RowTable(JdbcClient jdbc, String name, Function<R, UUID> id, RowMapper<R> reader, List<Column<R>> columns) {
        this.jdbc = jdbc;
        this.name = name;
        this.id = id;
        this.reader = reader;
        this.columns = List.copyOf(columns);
        this.read = "SELECT * FROM " + name + " WHERE id = ANY (CAST(? AS uuid[]))";
        this.write = "INSERT INTO " + name + " (" + joined(Column::name) + ") SELECT * FROM unnest("
                + joined(column -> "CAST(? AS " + column.type() + "[])") + ") ON CONFLICT (id) DO UPDATE SET "
                + columns.stream()
                        .skip(1)
                        .map(column -> column.name() + " = EXCLUDED." + column.name())
                        .collect(Collectors.joining(", "));
    }

    private String joined(Function<Column<R>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /** One thing that an event does: a new row, or a change of one that is there. */
    private record Step<R>(
            UUID id, @Nullable R added, @Nullable Consumer<R> change) {}

    public void insert(R row) {
        steps().add(new Step<>(id.apply(row), row, null));
    }

    /** @param change is made to the row as all events before have left it */
    public void change(UUID rowId, Consumer<R> change) {
        steps().add(new Step<>(rowId, null, change));
    }

    private List<Step<R>> steps() {
        UnitOfWork<?> transaction = CurrentUnitOfWork.get().root();
        return transaction.getOrComputeResource(RowTable.class.getName() + " " + name, key -> {
            List<Step<R>> steps = new ArrayList<>();
            transaction.onCommit(committing -> flush(steps));
            return steps;
        });
    }

    /** Writes what was done so far: a statement that follows will see it. */
    public void flush() {
        flush(steps());
    }

    private void flush(List<Step<R>> collected) {
        List<Step<R>> steps = List.copyOf(collected);
        collected.clear();
        if (!steps.isEmpty()) {
            carryOut(steps);
        }
    }

    private void carryOut(List<Step<R>> steps) {
        Map<UUID, R> rows = stored(steps);
        // In the order of their latest change: a row may take what another one has just left.
        LinkedHashMap<UUID, R> changed = new LinkedHashMap<>();
        for (Step<R> step : steps) {
            R row = step.added() != null ? step.added() : rows.get(step.id());
            if (row == null) {
                throw new IllegalStateException("There is no row " + step.id() + " in " + name);
            }
            if (step.change() != null) {
                step.change().accept(row);
            }
            rows.put(step.id(), row);
            changed.putLast(step.id(), row);
        }
        write(List.copyOf(changed.values()));
    }

    /** Those rows that the steps change and have not added themselves. */
    private Map<UUID, R> stored(List<Step<R>> steps) {
        Set<UUID> wanted = steps.stream()
                .filter(step -> step.added() == null)
                .map(Step::id)
                .collect(Collectors.toSet());
        steps.stream().filter(step -> step.added() != null).map(Step::id).forEach(wanted::remove);
        Map<UUID, R> stored = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            jdbc.sql(read)
                    .param(wanted.stream().map(UUID::toString).toArray(String[]::new))
                    .query(reader)
                    .list()
                    .forEach(row -> stored.put(id.apply(row), row));
        }
        return stored;
    }

    private void write(List<R> rows) {
        List<Object> arrays = new ArrayList<>(columns.size());
        for (Column<R> column : columns) {
            arrays.add(rows.stream()
                    .map(column.value())
                    .map(value -> value == null ? null : value.toString())
                    .toArray(String[]::new));
        }
        jdbc.sql(write).params(arrays).update();
    }
}
