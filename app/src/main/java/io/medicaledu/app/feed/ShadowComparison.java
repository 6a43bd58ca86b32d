package io.medicaledu.app.feed;

import io.medicaledu.shared.query.ProjectionRebuilds.RowDifference;
import io.medicaledu.shared.query.ProjectionRebuilds.TableReport;
import io.medicaledu.shared.query.Projections;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Holds tables that were built anew against those that are read. */
@Component
class ShadowComparison {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_DIFFERENCES = 20;
    /** Quoted, so that it is this schema everywhere. */
    private static final String READ = "\"read_model\".";

    private static final String SHADOW = "read_model_shadow.";

    private static final String KEY_COLUMNS = """
            SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = CAST(? AS regclass) AND indisprimary ORDER BY attnum""";

    private final JdbcClient jdbc;

    ShadowComparison(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Sum(long rows, String checksum) {}

    /** Table by table, as the current transaction sees them. */
    List<TableReport> compare(String projection) {
        jdbc.sql("SET LOCAL statement_timeout = 0").update();
        return Projections.named(projection).tables().stream()
                .map(this::compareTable)
                .toList();
    }

    private TableReport compareTable(String table) {
        Sum read = sum(READ + table);
        Sum rebuilt = sum(SHADOW + table);
        return new TableReport(
                table,
                read.rows(),
                read.checksum(),
                rebuilt.rows(),
                rebuilt.checksum(),
                read.equals(rebuilt) ? List.of() : differences(table));
    }

    /** The sum of all rows' hashes, so in any order. */
    private Sum sum(String table) {
        return jdbc.sql("""
                        SELECT count(*) AS rows,
                               to_hex(CAST(coalesce(sum(hashtextextended(CAST(every AS text), 0)), 0) %% 9223372036854775807 AS bigint))
                        FROM %s AS every""".formatted(table))
                .query((row, index) -> new Sum(row.getLong(1), row.getString(2)))
                .single();
    }

    private List<RowDifference> differences(String table) {
        String key = jdbc.sql(KEY_COLUMNS).param(READ + table).query(String.class).list().stream()
                .map(column -> "'" + column + "', every." + column)
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
        return jdbc.sql("""
                        SELECT coalesce(read.key, rebuilt.key) AS key,
                               CASE WHEN read.key IS NULL THEN 'missing' WHEN rebuilt.key IS NULL THEN 'surplus' ELSE 'changed' END AS kind,
                               coalesce((SELECT string_agg(field.key, ' ' ORDER BY field.key) FROM jsonb_each(read.row) AS field
                                         WHERE field.value IS DISTINCT FROM rebuilt.row -> field.key), '') AS columns
                        FROM (SELECT %1$s AS key, to_jsonb(every) AS row FROM %2$s AS every) AS read
                        FULL JOIN (SELECT %1$s AS key, to_jsonb(every) AS row FROM %3$s AS every) AS rebuilt
                            ON rebuilt.key = read.key
                        WHERE read.row IS DISTINCT FROM rebuilt.row
                        LIMIT %4$d""".formatted(key, READ + table, SHADOW + table, MOST_DIFFERENCES))
                .query((row, index) -> new RowDifference(
                        JSON.readTree(row.getString("key")),
                        row.getString("kind"),
                        changed(row.getString("kind"), row.getString("columns"))))
                .list();
    }

    private static List<String> changed(String kind, String columns) {
        return kind.equals("changed") && !columns.isEmpty() ? List.of(columns.split(" ")) : List.of();
    }
}
