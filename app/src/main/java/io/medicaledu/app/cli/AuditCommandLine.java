package io.medicaledu.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code java -jar medicaledu.jar audit …}: picks the command and says how it ended. */
public final class AuditCommandLine {

    /** The first argument that leads here. */
    public static final String NAME = "audit";

    private AuditCommandLine() {}

    /** All there are. A new one is a class that extends {@link DatabaseCommand}, and a line here. */
    private static List<DatabaseCommand> commands(Console console) {
        return List.of(
                new VerifyCommand(console),
                new ExportCommand(console),
                new EventsCommand(console),
                new HistoryCommand(console),
                new AsOfCommand(console),
                new StatesCommand(console));
    }

    /**
     * As a process of its own.
     *
     * @param arguments those after {@link #NAME}
     * @return the exit code
     */
    public static int main(Stream<String> arguments) {
        silenceLogs();
        boolean isTerminal = System.console() != null && System.console().isTerminal();
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        return run(new Console(out, System.err, isTerminal), arguments.toArray(String[]::new));
    }

    /** What went wrong is said in a sentence; logs would only stand between the lines of an answer. */
    private static void silenceLogs() {
        LoggingSystem logging = LoggingSystem.get(AuditCommandLine.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    }

    static int run(Console console, String... arguments) {
        CommandLine line = new CommandLine(new AuditCommand());
        commands(console).forEach(line::addSubcommand);
        return line.registerConverter(Instant.class, new InstantOption())
                .registerConverter(UUID.class, AuditCommandLine::id)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setUsageHelpWidth(100)
                .setOut(new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), true))
                .setParameterExceptionHandler((e, given) -> badUsage(console, e))
                .setExecutionExceptionHandler(new Failures(console))
                .execute(arguments);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no id");
        }
    }

    private static int badUsage(Console console, ParameterException e) {
        console.err().println("medicaledu: " + firstLine(String.valueOf(e.getMessage())));
        console.err().println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.BAD_USAGE;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("bad usage");
    }
}
