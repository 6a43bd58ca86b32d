package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.shared.query.Projections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Projections are built anew beside the tables that are read: nobody sees an empty list, nothing is lost on the way. */
class RebuildTest extends PlatformTest {

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void nothingIsLeftBeside() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(jdbc.sql("SELECT projection FROM event_store.rebuilds")
                            .query(String.class)
                            .list())
                    .isEmpty();
            assertThat(tablesIn("read_model_shadow")).isEmpty();
            assertThat(tablesIn("read_model_former")).isEmpty();
        });
    }

    @Test
    void eachTableBelongsToOneProjection() {
        List<String> known = new ArrayList<>(
                Projections.ALL.stream().flatMap(it -> it.tables().stream()).toList());

        assertThat(known).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tablesIn("read_model"));
    }

    @Test
    void whatIsBuiltAnewLooksAsBefore() {
        Booked booked = booked();
        List<String> before = shape();
        Api admin = scenario().admin();

        rebuild(admin, Projections.NAMES);

        assertThat(shape()).isEqualTo(before);
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(admin.post("/api/ledger/verification").json().path("differences"))
                .as("its views read the new tables")
                .isEmpty();
        JsonNode progress = admin.get("/api/projections/bookings/rebuild").json();
        assertThat(progress.path("last").path("outcome").asString()).isEqualTo("Replaced");
        assertThat(progress.path("last").path("requestedBy").asString()).isNotEmpty();
        assertThat(progress.path("last").path("position").asLong()).isPositive();
    }

    @Test
    void whoReadsMeanwhileSeesNoGap() {
        Booked booked = booked();
        Person student = booked.student();
        Api admin = scenario().admin();
        AtomicBoolean isOver = new AtomicBoolean();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                JsonNode own = student.api().get("/api/bookings").json().path("items");
                seen.add(own.size() + " " + own.path(0).path("status").asString(""));
                seen.add("payments "
                        + admin.get("/api/payments?bookingId=" + booked.id())
                                .json()
                                .path("items")
                                .size());
            }
        });

        rebuild(admin, List.of("bookings", "payments", "availability-slots"));
        rebuild(admin, List.of("bookings", "payments"));
        isOver.set(true);
        reader.join();

        assertThat(seen).hasSizeGreaterThan(4).containsOnly("1 Confirmed", "payments 1");
    }

    @Test
    void whatHappensMeanwhileIsInTheNewTables() {
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(instructor, scenario().publishedCourse(instructor, "20.00", "EUR"), Duration.ofDays(5), 50);
        Api admin = scenario().admin();
        List<Booked> booked = new ArrayList<>();
        for (String projection : Projections.NAMES) {
            assertThat(admin.post("/api/projections/" + projection + "/rebuild").status())
                    .isEqualTo(202);
            booked.add(scenario().confirmed(scenario().student(), slot));
        }
        awaitEnd(admin, "rebuild", Projections.NAMES);

        assertThat(booked).allMatch(each -> each.status().equals("Confirmed"));
        assertThat(compare(admin, Projections.NAMES)).containsOnly("Same");
    }

    @Test
    void whoReadsForLongHoldsUpNobodyAndTheRebuildCanBeCancelled() throws SQLException {
        Booked booked = booked();
        Api admin = scenario().admin();
        try (Connection reader = owner.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE read_model.receipts IN ACCESS SHARE MODE");
            admin.post("/api/projections/receipts/rebuild");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(admin.get("/api/projections/receipts/rebuild")
                                    .json()
                                    .path("error")
                                    .asString(""))
                            .contains("lock timeout"));
            JsonNode progress = admin.get("/api/projections/receipts/rebuild").json();
            assertThat(progress.path("replaying").asBoolean()).isTrue();
            assertThat(admin.post("/api/projections/receipts/comparison").code())
                    .isEqualTo("rebuild-state");

            booked();
            assertThat(booked.student()
                            .api()
                            .get("/api/receipts?bookingId=" + booked.id())
                            .status())
                    .isEqualTo(200);
            assertThat(admin.delete("/api/projections/receipts/comparison").code())
                    .isEqualTo("not-found");

            assertThat(admin.delete("/api/projections/receipts/rebuild").status())
                    .isEqualTo(204);
            reader.rollback();
        }
        JsonNode progress = admin.get("/api/projections/receipts/rebuild").json();
        assertThat(progress.path("replaying").asBoolean()).isFalse();
        assertThat(progress.path("last").path("outcome").asString()).isEqualTo("Cancelled");
        assertThat(admin.delete("/api/projections/receipts/rebuild").code()).isEqualTo("not-found");
    }

    @Test
    void aComparisonNamesTheRowThatIsNotAsTheEventsSay() {
        Booked booked = booked();
        Api admin = scenario().admin();
        await().until(() -> compare(admin, List.of("bookings")).equals(List.of("Same")));
        jdbc.sql("UPDATE read_model.bookings SET meeting_notes = 'forged' WHERE id = ?")
                .param(booked.id())
                .update();

        assertThat(compare(admin, List.of("bookings"))).containsExactly("Different");

        JsonNode tables = admin.get("/api/projections/bookings/comparison")
                .json()
                .path("last")
                .path("tables");
        JsonNode table = tables.valueStream()
                .filter(it -> it.path("table").asString().equals("bookings"))
                .findFirst()
                .orElseThrow();
        assertThat(table.path("rows")).isEqualTo(table.path("rebuiltRows"));
        assertThat(table.path("checksum")).isNotEqualTo(table.path("rebuiltChecksum"));
        assertThat(table.path("differences")).hasSize(1);
        JsonNode difference = table.path("differences").get(0);
        assertThat(difference.path("key").path("id").asString())
                .isEqualTo(booked.id().toString());
        assertThat(difference.path("kind").asString()).isEqualTo("changed");
        assertThat(difference.path("columns").get(0).asString()).isEqualTo("meeting_notes");
        rebuild(admin, List.of("bookings"));
        assertThat(compare(admin, List.of("bookings"))).containsExactly("Same");
    }

    @Test
    void aRebuildParksWhatItCannotHandle() {
        Api admin = scenario().admin();
        String bad = scenario().promoCode(Map.of());
        String good = scenario().promoCode(Map.of());
        String path = "/api/promo-codes";
        asOwner("ALTER TABLE read_model.promo_codes ADD CONSTRAINT too_much CHECK (code <> '" + bad + "') NOT VALID");

        try {
            rebuild(admin, List.of("promo-codes"));
        } finally {
            asOwner("ALTER TABLE read_model.promo_codes DROP CONSTRAINT too_much");
        }

        List<JsonNode> letters = admin.get("/api/dead-letters?follower=promo-codes")
                .json()
                .path("items")
                .valueStream()
                .toList();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().path("error").asString()).contains("too_much");
        assertThat(codes(admin, path)).contains(good).doesNotContain(bad);
        admin.post("/api/dead-letters/promo-codes/"
                + letters.getFirst().path("position").asLong() + "/retry");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(codes(admin, path)).contains(good, bad));
        assertThat(compare(admin, List.of("promo-codes"))).containsExactly("Same");
    }

    private static List<String> codes(Api admin, String path) {
        return admin.get(path + "?limit=100")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("code").asString())
                .toList();
    }

    @Test
    void aMigrationLetsARebuildBeginAnew() throws SQLException, IOException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                InputStream callback = getClass().getResourceAsStream("/db/callback/beforeEachMigrate__rebuilds.sql")) {
            connection.setAutoCommit(false);
            statement.execute("SELECT maintenance.create_shadow(ARRAY['receipts'], ARRAY['receipts'])");
            statement.execute(
                    "INSERT INTO event_store.rebuilds (projection, purpose, stage, position) VALUES ('receipts', 'Replace', 'Filling', 9)");

            statement.execute(new String(Objects.requireNonNull(callback).readAllBytes(), StandardCharsets.UTF_8));

            try (ResultSet row = statement.executeQuery(
                    "SELECT stage, position, to_regclass('read_model_shadow.receipts') FROM event_store.rebuilds")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("Requested");
                assertThat(row.getLong(2)).isZero();
                assertThat(row.getString(3)).isNull();
            }
            connection.rollback();
        }
    }

    @Test
    void anAuditLogThatTellsOtherwiseDoesNotTakeThePlaceOfTheOneThatIsRead() {
        booked();
        List<String> tables = Projections.named("audit-logs").tables();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    String names = "'" + String.join("', '", tables) + "'";
                    jdbc.sql("SELECT maintenance.create_shadow(ARRAY[" + names + "], ARRAY['audit_logs'])")
                            .query((row, index) -> index)
                            .list();
                    jdbc.sql("SELECT maintenance.swap_shadow(ARRAY[" + names + "])")
                            .query((row, index) -> index)
                            .list();
                }))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("does not tell all");
    }

    @Test
    void theApplicationCannotMakeTablesBesideByItself() {
        assertThatThrownBy(() -> jdbc.sql("CREATE TABLE read_model_shadow.receipts (id uuid)")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private Booked booked() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        return scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
    }

    private static void rebuild(Api admin, List<String> projections) {
        for (String projection : projections) {
            assertThat(admin.post("/api/projections/" + projection + "/rebuild").status())
                    .isEqualTo(202);
        }
        awaitEnd(admin, "rebuild", projections);
    }

    /** @return how they ended */
    private static List<String> compare(Api admin, List<String> projections) {
        for (String projection : projections) {
            assertThat(admin.post("/api/projections/" + projection + "/comparison")
                            .status())
                    .isEqualTo(202);
        }
        awaitEnd(admin, "comparison", projections);
        return projections.stream()
                .map(projection -> {
                    JsonNode last = admin.get("/api/projections/" + projection + "/comparison")
                            .json()
                            .path("last");
                    String outcome = last.path("outcome").asString();
                    return outcome.equals("Same") ? outcome : outcome + " " + last.path("tables");
                })
                .map(outcome -> outcome.startsWith("Different") && projections.size() == 1 ? "Different" : outcome)
                .toList();
    }

    private static void awaitEnd(Api admin, String work, List<String> projections) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(projections)
                        .noneMatch(projection -> admin.get("/api/projections/" + projection + "/" + work)
                                .json()
                                .path("replaying")
                                .asBoolean()));
    }

    private List<String> tablesIn(String schema) {
        return jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = ?")
                .param(schema)
                .query(String.class)
                .list();
    }

    /** All that makes the tables what they are. */
    private List<String> shape() {
        return jdbc.sql("""
                        SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' '
                               || attnotnull || ' ' || coalesce(pg_get_expr(adbin, adrelid), '') AS line
                        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'read_model'::regnamespace AND relkind IN ('r', 'v'))
                          AND attnum > 0 AND NOT attisdropped
                        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'read_model'
                        UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                        FROM pg_constraint WHERE connamespace = 'read_model'::regnamespace
                        UNION ALL SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
                        WHERE relnamespace = 'read_model'::regnamespace AND NOT tgisinternal
                        UNION ALL SELECT relname || ' ' || coalesce(reloptions::text, '') || ' '
                               || (SELECT string_agg(acl::text, ' ' ORDER BY acl::text) FROM unnest(relacl) AS acl)
                        FROM pg_class WHERE relnamespace = 'read_model'::regnamespace AND relkind IN ('r', 'v')
                        UNION ALL SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'read_model'
                        ORDER BY 1""").query(String.class).list();
    }
}
