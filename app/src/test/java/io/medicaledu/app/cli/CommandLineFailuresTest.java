package io.medicaledu.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;

/** What cannot be is said in a sentence, and by the exit code. */
class CommandLineFailuresTest extends PlatformTest {

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @Value("${medicaledu.embedded-database.directory}")
    private Path directory;

    private String id;

    @BeforeEach
    void aBooking() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        id = scenario()
                .book(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 2))
                .get("bookingId");
    }

    private CommandLineRun run(String... arguments) throws Exception {
        return CommandLineRun.of(Stream.concat(Stream.of(arguments), Stream.of("--url", databaseUrl()))
                .toArray(String[]::new));
    }

    private String databaseUrl() throws Exception {
        return owner.unwrap(PGSimpleDataSource.class).getURL().replaceFirst("\\?.*", "");
    }

    @Test
    void whatIsNotThereEndsWithOne() throws Exception {
        for (String[] arguments : new String[][] {
            {"as-of", "booking", UUID.randomUUID().toString()},
            {"as-of", "booking", id, "--at", "2020-01-01T00:00:00Z"},
            {"history", "payment", id}
        }) {
            CommandLineRun run = run(arguments);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.err()).startsWith("medicaledu: There is no such ").hasLineCount(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void badUsageEndsWithTwoAndASentence() throws Exception {
        String now = Instant.now().minusSeconds(1).toString();
        for (String[] arguments : new String[][] {
            {},
            {"spaceship"},
            {"verify", "--spaceship"},
            {"as-of", "booking"},
            {"as-of", "booking", "no-id"},
            {"as-of", "spaceship", id},
            {"as-of", "booking", id, "--at", "yesterday"},
            {"as-of", "booking", id, "--at", "+12345-01-01T00:00:00Z"},
            {"as-of", "booking", id, "--at", Instant.now().plusSeconds(3_600).toString()},
            {"as-of", "booking", id, "--version", "99"},
            {"as-of", "booking", id, "--version", "0", "--at", now},
            {"states", "Spaceship", "--at", now},
            {"states", "Booking"},
            {"states", "Booking", "--at", now, "--from", now, "--to", "2020-01-01T00:00:00Z"},
            {"events", "--after", "-1"},
            {"events", "--type", "Spaceship*"},
            {"events", "--from", now, "--to", "2020-01-01T00:00:00Z"},
            {"export", "--format", "xml"},
            {"export", "--password-variable", "NO_SUCH_VARIABLE"},
            {"export", "--directory", "."},
            {"verify", "--kept", "no-such-file.json"}
        }) {
            CommandLineRun run = arguments.length == 0 ? CommandLineRun.of() : run(arguments);
            assertThat(run.exitCode()).as(List.of(arguments) + run.err()).isEqualTo(2);
            assertThat(run.err()).startsWith("medicaledu: ").doesNotContain("\tat ", "Exception");
            assertThat(run.out()).as(List.of(arguments).toString()).isEmpty();
        }
        assertThat(CommandLineRun.of("export", "--url", "jdbc:mysql://localhost/x")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void eachCommandExplainsItself() {
        CommandLineRun all = CommandLineRun.of("--help");
        assertThat(all.exitCode()).isZero();
        for (String command : List.of("verify", "export", "events", "history", "as-of", "states")) {
            assertThat(all.out()).contains("  " + command);
            CommandLineRun run = CommandLineRun.of(command, "--help");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("Usage: audit " + command).contains("--url");
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedEndsWithThree(@TempDir Path folder) throws Exception {
        CommandLineRun nobody = CommandLineRun.of("verify", "--url", "jdbc:postgresql://localhost:1/x?sslkey=secret");
        assertUnreachable(nobody, "jdbc:postgresql://localhost:1/x cannot be reached");
        assertThat(nobody.err()).doesNotContain("secret");
        CommandLineRun careless =
                CommandLineRun.of("verify", "--url", "jdbc:postgresql://localhost:1/x?password=secret");
        assertThat(careless.exitCode()).isEqualTo(2);
        assertThat(careless.err()).contains("--password-variable").doesNotContain("secret");

        assertUnreachable(run("export", "--user", "nobody-there"), "cannot be reached");
        assertUnreachable(
                CommandLineRun.of("events", "--url", databaseUrl().replaceFirst("/medicaledu$", "/postgres")),
                "no database of MedicalEdu");

        Path missing = folder.resolve("missing");
        assertUnreachable(CommandLineRun.of("verify", "--directory", missing.toString()), "There is no database in");
        assertThat(missing).doesNotExist();
        assertUnreachable(
                CommandLineRun.of("verify", "--medicaledu.embedded-database.directory", directory.toString()),
                "is in use by a running MedicalEdu process. Connect to its database: --url " + databaseUrl());
    }

    private static void assertUnreachable(CommandLineRun run, String sentence) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("medicaledu: ", sentence).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
    }
}
