package io.medicaledu.shared.query;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Large tables of projections that are built anew. They do without the indexes that only queries need until the projection
 * has caught up: its queries are slow meanwhile, and the rebuild is fast.
 */
@Component
public class RebuiltTables {

    private final JdbcClient jdbc;

    RebuiltTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Empties tables that the projection itself finds rows in by unique indexes alone.
     *
     * @param tables of the schema {@code read_model}
     */
    public void empty(String projection, String... tables) {
        jdbc.sql(List.of(tables).stream()
                        .map(table -> "read_model." + table)
                        .collect(Collectors.joining(", ", "TRUNCATE ", "")))
                .update();
        putIndexesAway(projection, tables);
    }

    /** The application may not empty it by itself: whoever does lets it be written anew from the first event. */
    public void emptyAuditLog() {
        jdbc.sql("SELECT maintenance.empty_audit_log()")
                .query((row, index) -> index)
                .list();
    }

    /** Until the projection has caught up; for tables that are empty. */
    public void putIndexesAway(String projection, String... tables) {
        jdbc.sql("SELECT maintenance.put_indexes_away(?, ?)")
                .params(projection, tables)
                .query((row, index) -> projection)
                .list();
    }

    /** Makes the indexes of these projections again, in the current transaction, however long it takes. */
    public void complete(Collection<String> projections) {
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        jdbc.sql("SELECT maintenance.bring_indexes_back(?)")
                .param(projections.toArray(String[]::new))
                .query((row, index) -> projections)
                .list();
    }
}
