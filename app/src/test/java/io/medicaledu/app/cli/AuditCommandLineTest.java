package io.medicaledu.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The auditors' commands answer as the API does, from the database alone. */
class AuditCommandLineTest extends PlatformTest {

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @Autowired
    @Qualifier("connectionPool")
    private DataSource dataSource;

    private Api admin;
    private Booked booked;
    private Instant confirmedAt;

    @BeforeEach
    void aBookingThatWasCancelled() {
        admin = scenario().admin();
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        booked = scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 2));
        confirmedAt = Instant.parse(
                booked.student().api().get("/api/bookings/" + booked.id()).get("confirmedAt"));
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation", Map.of("reason", "ill"));
        booked.awaitPayment("Refunded");
    }

    private CommandLineRun run(String... arguments) throws Exception {
        return CommandLineRun.of(Stream.concat(Stream.of(arguments), Stream.of("--url", databaseUrl()))
                .toArray(String[]::new));
    }

    private String databaseUrl() throws Exception {
        return owner.unwrap(PGSimpleDataSource.class).getURL().replaceFirst("\\?.*", "");
    }

    private static void assertFine(CommandLineRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void anAggregateIsToldAsByTheApi() throws Exception {
        String path = "/api/audit/booking/" + booked.id();
        for (String[] at : new String[][] {
            {"--at", confirmedAt.toString(), "?asOf=" + confirmedAt}, {"--version", "0", "?version=0"}
        }) {
            CommandLineRun run = run("as-of", "booking", booked.id().toString(), at[0], at[1]);
            assertFine(run);
            assertThat(run.json()).isEqualTo(admin.get(path + at[2]).json());
        }
        assertThat(run("as-of", "booking", booked.id().toString())
                        .json()
                        .path("state")
                        .path("status")
                        .asString())
                .isEqualTo("Cancelled");

        CommandLineRun history = run("history", "booking", booked.id().toString());
        assertFine(history);
        assertThat(history.lines())
                .isEqualTo(admin.get(path + "/history?limit=100")
                        .json()
                        .path("items")
                        .valueStream()
                        .toList())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aTableIsToldAsByTheApi() throws Exception {
        Instant from = confirmedAt.minusSeconds(60);
        CommandLineRun run =
                run("states", "Payments", "--at", confirmedAt.toString(), "--from", from.toString(), "--differences");

        assertFine(run);
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = admin.get("/api/audit/states?entityName=Payment&differences=true&limit=100&asOf="
                            + confirmedAt + "&from=" + from + cursor)
                    .json();
            page.path("items").forEach(rows::add);
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(run.lines()).isEqualTo(rows).anySatisfy(row -> {
            assertThat(row.path("id").asString()).isEqualTo(booked.paymentId().toString());
            assertThat(row.path("state").path("status").asString()).isEqualTo("Succeeded");
        });
        CommandLineRun array =
                run("states", "Payment", "--at", confirmedAt.toString(), "--from", from.toString(), "--format", "json");
        assertThat(array.json()).hasSameSizeAs(rows);
    }

    @Test
    void theFeedIsWrittenAsByTheApi() throws Exception {
        CommandLineRun run = run("events", "--aggregate-id", booked.id().toString(), "--type", "Booking*");

        assertFine(run);
        assertThat(run.lines())
                .isEqualTo(admin.get("/api/audit/events?limit=100&type=Booking*&aggregateId=" + booked.id())
                        .json()
                        .path("items")
                        .valueStream()
                        .toList())
                .hasSizeGreaterThanOrEqualTo(3);
        CommandLineRun all = run("events");
        assertFine(all);
        assertThat(all.lines())
                .extracting(event -> event.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
        assertThat(all.err()).contains(" events in ");
        assertThat(run("events", "--quiet").err()).isEmpty();
    }

    @Test
    void theLogIsExportedAsByTheApi(@TempDir Path folder) throws Exception {
        for (String format : List.of("csv", "ndjson")) {
            Api.Answer answer = admin.get(
                    "/api/audit/logs/export?format=" + format + "&entityName=Booking&entityId=" + booked.id());
            CommandLineRun run = run(
                    "export",
                    "--format",
                    format,
                    "--entity-name",
                    "Bookings",
                    "--entity-id",
                    booked.id().toString());
            assertFine(run);
            assertThat(run.out()).isEqualTo(answer.text()).contains("BookingCancelled");
            int names = format.equals("csv") ? 1 : 0;
            assertThat(answer.header("X-Total-Count"))
                    .isEqualTo("" + (run.out().lines().count() - names));
        }

        Path file = folder.resolve("log.csv");
        String[] toFile = {"export", "--entity-id", booked.id().toString(), "--output", file.toString()};
        assertFine(run(toFile));
        assertThat(Files.readString(file)).contains("BookingCancelled");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(run(toFile).exitCode()).isEqualTo(2);
    }

    @Test
    void nothingCanBeWrittenByIt() throws Exception {
        try (AuditSession session = AuditSession.open(Map.of("spring.datasource.url", databaseUrl()))) {
            JdbcClient commands = session.get(JdbcClient.class);
            assertThatThrownBy(() ->
                            commands.sql("DELETE FROM read_model.notifications").update())
                    .rootCause()
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void theFeedEndsBehindWhatWasBeingWritten() throws Exception {
        String url = databaseUrl();
        try (Connection writer = dataSource.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE event_store.domain_events IN ROW EXCLUSIVE MODE");
            CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(() ->
                    CommandLineRun.of("events", "--aggregate-id", booked.id().toString(), "--url", url));
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(() -> !run.isDone());
            writer.commit();
            assertFine(run.get(30, TimeUnit.SECONDS));
            assertThat(run.join().lines()).hasSizeGreaterThanOrEqualTo(3);
        }
    }
}
