package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The read tables have the names, types and indexes of the schema they replace; docs/schema.md says what they are. */
class SchemaTest extends PlatformTest {

    private static final Path PAGE = Path.of("..", "docs", "schema.md");

    static List<SeedSchema.Field> fields() {
        return SeedSchema.fields();
    }

    static List<SeedSchema.Index> indexes() {
        return SeedSchema.indexes();
    }

    @Test
    void theSeedHasFifteenTables() {
        assertThat(fields().stream().map(SeedSchema.Field::table).distinct()).hasSize(15);
        assertThat(fields()).hasSizeGreaterThan(100);
        assertThat(indexes()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void everyFieldOfTheSeedIsThereWithItsType(SeedSchema.Field field) {
        String type = jdbc.sql("""
                        SELECT data_type FROM information_schema.columns
                        WHERE table_schema = 'read_model' AND table_name = ? AND column_name = ?""")
                .params(field.table(), field.column())
                .query(String.class)
                .optional()
                .orElse("missing");

        assertThat(type).isEqualTo(typeOf(field));
    }

    private static String typeOf(SeedSchema.Field field) {
        String column = field.column();
        return switch (column) {
            case "role", "status", "provider", "type", "action", "discount_type", "rating" -> "smallint";
            case "tags", "recurring_pattern", "old_values", "new_values", "applicable_course_ids" -> "jsonb";
            case "price", "amount", "refund_amount", "discount_value", "discount_amount", "progress_percentage" ->
                "numeric";
            case "currency" -> "character varying";
            case "duration_minutes",
                    "max_students",
                    "sort_index",
                    "max_participants",
                    "current_participants",
                    "time_spent_seconds",
                    "max_uses",
                    "current_uses",
                    "failed_login_attempts" -> "integer";
            case "email_confirmed", "email_sent", "sms_sent", "push_sent" -> "boolean";
            case "provider_transaction_id" -> "text";
            case "locked_until", "scheduled_for", "valid_from", "valid_until" -> "timestamp with time zone";
            default -> {
                if (column.equals("id") || column.endsWith("_id")) {
                    yield "uuid";
                }
                if (column.startsWith("is_")) {
                    yield "boolean";
                }
                yield column.endsWith("_at") || column.endsWith("_utc") ? "timestamp with time zone" : "text";
            }
        };
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void everyIndexOfTheSeedIsThere(SeedSchema.Index index) {
        List<String> definitions = jdbc.sql(
                        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model' AND tablename = ?")
                .param(index.table())
                .query(String.class)
                .list();

        assertThat(definitions).anySatisfy(definition -> {
            String columns = definition.replace(" DESC", "");
            assertThat(columns.contains("(" + index.columns() + ")") || columns.contains("(" + index.columns() + ","))
                    .isTrue();
            if (index.unique()) {
                assertThat(definition).startsWith("CREATE UNIQUE");
            }
        });
    }

    /** Run with {@code -Dschema.page=write} to write the page anew. */
    @Test
    void thePageIsGeneratedFromTheLiveCatalogue() throws IOException {
        String page = SchemaPage.generate(jdbc);
        if ("write".equals(System.getProperty("schema.page"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
