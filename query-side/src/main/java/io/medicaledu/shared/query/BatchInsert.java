package io.medicaledu.shared.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that are only ever added: those of a transaction are written together, by one statement, right before it is
 * committed, or when somebody needs them.
 */
public final class BatchInsert {

    private final JdbcClient jdbc;
    private final String resource;
    private final String sql;
    private final int columns;

    /**
     * @param table with its schema
     * @param columns name and PostgreSQL type of each, e.g. {@code "user_id uuid"}
     * @param onConflict what follows the values, e.g. {@code ON CONFLICT DO NOTHING}; may be empty
     */
    public BatchInsert(JdbcClient jdbc, String table, List<String> columns, String onConflict) {
        this.jdbc = jdbc;
        this.resource = BatchInsert.class.getName() + " " + table;
        this.columns = columns.size();
        this.sql = "INSERT INTO " + table + " ("
                + columns.stream().map(column -> column.split(" ")[0]).collect(Collectors.joining(", "))
                + ") SELECT * FROM unnest("
                + columns.stream()
                        .map(column -> "CAST(? AS " + column.split(" ")[1] + "[])")
                        .collect(Collectors.joining(", "))
                + ") " + onConflict;
    }

    /** Adds a row at the end of the current transaction. */
    public void add(@Nullable Object... values) {
        if (values.length != columns) {
            throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
        }
        UnitOfWork<?> transaction = CurrentUnitOfWork.get().root();
        transaction
                .<List<@Nullable Object[]>>getOrComputeResource(resource, key -> {
                    transaction.onCommit(committing -> flush());
                    return new ArrayList<>();
                })
                .add(values);
    }

    /** Writes what was added so far: a statement that follows will see it. */
    public void flush() {
        List<@Nullable Object[]> rows = CurrentUnitOfWork.get().root().getResource(resource);
        if (rows == null || rows.isEmpty()) {
            return;
        }
        List<Object> arrays = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            arrays.add(texts(rows, column));
        }
        rows.clear();
        jdbc.sql(sql).params(arrays).update();
    }

    /** As PostgreSQL reads them: one form for all types. */
    private static @Nullable String[] texts(List<@Nullable Object[]> rows, int column) {
        @Nullable String[] texts = new String[rows.size()];
        Arrays.setAll(texts, row -> {
            Object value = rows.get(row)[column];
            return value == null ? null : value.toString();
        });
        return texts;
    }
}
