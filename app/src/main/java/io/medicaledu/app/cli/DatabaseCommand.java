package io.medicaledu.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that reads a database. Whoever extends it has a {@code @Command} with a name and a description. */
abstract class DatabaseCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    private boolean help;

    DatabaseCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() throws IOException {
        Map<String, Object> properties = connection.properties();
        properties.putAll(properties());
        try (AuditSession session = AuditSession.open(properties)) {
            return run(session);
        } finally {
            console.out().flush();
        }
    }

    /**
     * Does it.
     *
     * @return the exit code
     */
    abstract int run(AuditSession session) throws IOException;

    /** What the command's own options mean as properties of the platform. */
    Map<String, Object> properties() {
        return Map.of();
    }

    Console console() {
        return console;
    }

    /** @param unit what is counted, e.g. {@code events} */
    Progress progress(String unit) {
        return new Progress(console, unit, quiet, System::nanoTime);
    }
}
