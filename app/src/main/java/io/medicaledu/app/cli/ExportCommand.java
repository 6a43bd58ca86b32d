package io.medicaledu.app.cli;

import io.medicaledu.audit.query.AuditActionType;
import io.medicaledu.audit.query.AuditExport;
import io.medicaledu.audit.query.AuditLogs;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(name = "export", description = "Writes the audit log out, newest first.")
final class ExportCommand extends DatabaseCommand {

    private static final Duration COUNTING = Duration.ofSeconds(30);

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: csv.")
    private AuditExport.Format format = AuditExport.Format.csv;

    @Option(names = "--entity-name", paramLabel = "<name>", description = "A table of the schema, e.g. Booking.")
    private @Nullable String entityName;

    @Option(names = "--entity-id", paramLabel = "<id>", description = "One row.")
    private @Nullable UUID entityId;

    @Option(names = "--user-id", paramLabel = "<id>", description = "Who did it.")
    private @Nullable UUID userId;

    @Option(names = "--action", paramLabel = "<action>", description = "${COMPLETION-CANDIDATES}.")
    private @Nullable AuditActionType action;

    @Option(names = "--from", paramLabel = "<instant>", description = "What happened then or later.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "<instant>", description = "What happened before.")
    private @Nullable Instant to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "Where to; it must not be there yet. Default: standard output.")
    private @Nullable Path output;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    int run(AuditSession session) throws IOException {
        AuditLogs.Filter filter = new AuditLogs.Filter(entityName, entityId, userId, action, from, to);
        if (output == null) {
            Writer out = new OutputStreamWriter(console().out(), StandardCharsets.UTF_8);
            write(session, filter, out);
            out.flush();
            return ExitCode.FINE;
        }
        if (Files.exists(output)) {
            throw CliException.badUsage(output + " is there already");
        }
        // What is not whole does not look like it.
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            write(session, filter, out);
        }
        Files.move(part, output);
        return ExitCode.FINE;
    }

    private void write(AuditSession session, AuditLogs.Filter filter, Writer out) throws IOException {
        try (Progress progress = progress("rows")) {
            OptionalLong all = session.get(AuditLogs.class).count(filter, COUNTING);
            session.get(AuditExport.class).write(filter, format, out, rows -> progress.at(rows, part(rows, all)));
        }
    }

    private static @Nullable Double part(long rows, OptionalLong all) {
        return all.isPresent() && all.getAsLong() > 0 ? (double) rows / all.getAsLong() : null;
    }
}
