package io.medicaledu.app.cli;

import io.medicaledu.audit.query.PeriodStates;
import io.medicaledu.audit.query.PeriodStates.RowState;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A whole table at an instant. */
@Command(
        name = "states",
        description = "Says what a table said at an instant, of the rows that came to be in a period.")
final class StatesCommand extends DatabaseCommand {

    private static final int AT_ONCE = 100;

    @Parameters(paramLabel = "<entity>", description = "A table of the schema, e.g. Booking or Payment.")
    private String entityName = "";

    @Option(names = "--at", required = true, paramLabel = "<instant>", description = "When.")
    private Instant at = Instant.EPOCH;

    @Option(names = "--from", paramLabel = "<instant>", description = "Rows that came to be then or later.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "<instant>", description = "Rows that came to be before.")
    private @Nullable Instant to;

    @Option(names = "--differences", description = "Also what is otherwise now.")
    private boolean differences;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ndjson, an object a line.")
    private JsonRows.Format format = JsonRows.Format.ndjson;

    StatesCommand(Console console) {
        super(console);
    }

    @Override
    int run(AuditSession session) throws IOException {
        PeriodStates states = session.get(PeriodStates.class);
        PeriodStates.Filter filter = new PeriodStates.Filter(entityName, at, from, to, differences);
        Page<RowState> page = states.find(filter, new PageRequest(AT_ONCE, null));
        JsonRows rows = new JsonRows(console(), format);
        try (Progress progress = progress("rows")) {
            write(page, rows, progress);
            while (page.nextCursor() != null) {
                page = states.find(filter, new PageRequest(AT_ONCE, page.nextCursor()));
                write(page, rows, progress);
            }
        }
        rows.end();
        return ExitCode.FINE;
    }

    private static void write(Page<RowState> page, JsonRows rows, Progress progress) throws IOException {
        for (RowState row : page.items()) {
            rows.add(row);
        }
        progress.at(rows.written(), null);
    }
}
