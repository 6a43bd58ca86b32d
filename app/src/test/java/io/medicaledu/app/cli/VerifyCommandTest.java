package io.medicaledu.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** The events are held against their seals without the platform, by a role that can only read. */
class VerifyCommandTest extends PlatformTest {

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    private Api admin;
    private String database;
    private long position;

    @BeforeEach
    void aSealedEvent() throws SQLException {
        database = owner.unwrap(PGSimpleDataSource.class).getURL();
        admin = scenario().admin();
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(instructor, scenario().publishedCourse(instructor, "0.00", "USD"), Duration.ofDays(3), 2);
        position = jdbc.sql("SELECT global_index FROM event_store.domain_events WHERE aggregate_identifier = ?")
                .param(slot.toString())
                .query(Long.class)
                .single();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("SELECT coalesce(max(last_position), 0) FROM event_store.seals")
                                .query(Long.class)
                                .single()
                        >= position);
    }

    private static List<String> findings(CommandLineRun run) {
        return run.json()
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("kind").asString() + " "
                        + finding.path("position").asString(""))
                .toList();
    }

    private JsonNode firstSeal() {
        return admin.get("/api/audit/seals?limit=1").json().path("items").get(0);
    }

    @Test
    void whatNobodyHasTouchedIsFine() {
        CommandLineRun run = CommandLineRun.of("verify", "--url", database);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().path("intact").asBoolean()).isTrue();
        assertThat(run.json().path("sealedUntil").asLong()).isGreaterThanOrEqualTo(position);
        assertThat(run.json().properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(
                        admin.post("/api/audit/verification").json().propertyNames());
        assertThat(run.err()).contains("everybody knows", " events in ");
    }

    @Test
    void anEventThatWasChangedIsNamedAndEndsWithOne() throws SQLException {
        String where = " WHERE global_index = " + position;
        CommandLineRun run;
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_store.domain_events DISABLE TRIGGER domain_events_immutable");
            try {
                statement.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM event_store.domain_events" + where);
                statement.execute("UPDATE event_store.domain_events SET payload = payload || '{\"x\": 1}'" + where);
                run = CommandLineRun.of("verify", "--url", database);
            } finally {
                statement.execute("UPDATE event_store.domain_events SET payload = (SELECT payload FROM kept)" + where);
                statement.execute("DROP TABLE kept");
                statement.execute("ALTER TABLE event_store.domain_events ENABLE TRIGGER domain_events_immutable");
            }
        }

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(findings(run)).containsExactly("EventChanged " + position);
        assertThat(CommandLineRun.of("verify", "--url", database).exitCode()).isZero();
    }

    @Test
    void aRoleThatMayReadEventsAndSealsIsEnough() throws SQLException {
        String role = "auditor_" + UUID.randomUUID().toString().substring(0, 8);
        String[] arguments = {"verify", "--url", database, "--user", role};
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + role + " LOGIN");
            try {
                CommandLineRun tooFew = CommandLineRun.of(arguments);
                assertThat(tooFew.exitCode()).isEqualTo(3);
                assertThat(tooFew.err()).contains("The role may not read what is needed: permission denied");

                statement.execute("GRANT USAGE ON SCHEMA event_store TO " + role);
                statement.execute("GRANT SELECT ON event_store.domain_events, event_store.seals TO " + role);
                CommandLineRun run = CommandLineRun.of(arguments);
                assertThat(run.exitCode()).as(run.err()).isZero();
            } finally {
                statement.execute("DROP OWNED BY " + role);
                statement.execute("DROP ROLE " + role);
            }
        }
    }

    @Test
    void onlyTheGivenKeysAreTrusted() {
        String key = firstSeal().path("publicKey").asString();
        String another = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

        CommandLineRun own = CommandLineRun.of("verify", "--url", database, "--public-key", key);
        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.err()).doesNotContain("everybody knows");
        assertThat(CommandLineRun.of("verify", "--url", database, "--public-key", another, "--public-key", key)
                        .exitCode())
                .isZero();

        CommandLineRun others = CommandLineRun.of("verify", "--url", database, "--public-key", another);
        assertThat(others.exitCode()).isEqualTo(1);
        assertThat(findings(others)).contains("KeyNotTrusted ").doesNotContain("SignatureInvalid ");
    }

    @Test
    void sealsThatWereKeptAreCompared(@TempDir Path folder) throws Exception {
        String page = admin.get("/api/audit/seals?limit=2").text();
        assertThat(withKept(folder, page).exitCode()).isZero();
        assertThat(withKept(folder, firstSeal().toString()).exitCode()).isZero();

        String other = "{\"block\": 1, \"hash\": \"" + "0".repeat(64) + "\"}";
        assertThat(findings(withKept(folder, "{\"kept\": [" + other + "]}"))).containsExactly("SealChanged ");
        CommandLineRun gone = withKept(folder, "[" + other.replace("1,", "99999999,") + "]");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(findings(gone)).containsExactly("SealMissing ");

        for (String bad : List.of("", "[]", "{}", "no JSON", "[{\"block\": 0, \"hash\": \"x\"}]", "[1]")) {
            CommandLineRun refused = withKept(folder, bad);
            assertThat(refused.exitCode()).as(bad).isEqualTo(2);
            assertThat(refused.err()).startsWith("medicaledu: ").hasLineCount(1);
        }
    }

    private CommandLineRun withKept(Path folder, String seals) throws Exception {
        Path file = Files.writeString(folder.resolve("kept.json"), seals);
        return CommandLineRun.of("verify", "--url", database, "--kept", file.toString());
    }
}
