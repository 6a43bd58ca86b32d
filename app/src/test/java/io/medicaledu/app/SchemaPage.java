package io.medicaledu.app;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes {@code docs/schema.md} from the catalogue of a live database. */
final class SchemaPage {

    private static final String INTRO = """
            # Read model

            Generated from the live catalogue by `SchemaTest`; do not edit. Write it anew with
            `./mvnw -B -pl app -am verify -Dtest=SchemaTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dschema.page=write`.

            Every table is a projection of events in schema `read_model` and can be rebuilt. Enums are small integers, in the order in
            which the API lists their names. Times are UTC. Money is a decimal amount beside its ISO 4217 currency.
            """;

    private SchemaPage() {}

    private record Column(String name, String type, boolean nullable) {}

    static String generate(JdbcClient jdbc) {
        StringBuilder page = new StringBuilder(INTRO);
        List<String> tables = jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'read_model' ORDER BY table_name""").query(String.class).list();
        for (String table : tables) {
            page.append("\n## ").append(table).append("\n\n| column | type | null |\n|---|---|---|\n");
            columns(jdbc, table)
                    .forEach(column -> page.append("| %s | %s | %s |\n"
                            .formatted(column.name(), column.type(), column.nullable() ? "yes" : "")));
            page.append('\n');
            definitions(jdbc, table)
                    .forEach(line -> page.append("- ").append(line).append('\n'));
        }
        return page.toString();
    }

    private static List<Column> columns(JdbcClient jdbc, String table) {
        return jdbc.sql("""
                        SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable
                        FROM pg_attribute
                        WHERE attrelid = ('read_model.' || ?)::regclass AND attnum > 0 AND NOT attisdropped
                        ORDER BY attnum""")
                .param(table)
                .query((row, index) ->
                        new Column(row.getString("attname"), row.getString("type"), row.getBoolean("nullable")))
                .list();
    }

    private static List<String> definitions(JdbcClient jdbc, String table) {
        return jdbc.sql("""
                        SELECT CASE WHEN indexdef LIKE 'CREATE UNIQUE%' THEN 'unique ' ELSE 'index ' END
                            || '`' || indexname || '` ' || regexp_replace(indexdef, '^.* USING ', '') AS line
                        FROM pg_indexes WHERE schemaname = 'read_model' AND tablename = :table
                        UNION ALL
                        SELECT 'constraint `' || conname || '` ' || pg_get_constraintdef(oid)
                        FROM pg_constraint
                        WHERE conrelid = ('read_model.' || :table)::regclass AND contype IN ('f', 'c')
                        ORDER BY 1""").param("table", table).query(String.class).list();
    }
}
