package io.medicaledu.app.cli;

import io.medicaledu.audit.query.AuditEvents;
import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.shared.Problem;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All events of one aggregate. */
@Command(name = "history", description = "Tells all that happened to one aggregate, the oldest first.")
final class HistoryCommand extends DatabaseCommand {

    private static final int AT_ONCE = 100;

    @Mixin
    private final AggregateArguments aggregate = new AggregateArguments();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ndjson, an object a line.")
    private JsonRows.Format format = JsonRows.Format.ndjson;

    HistoryCommand(Console console) {
        super(console);
    }

    @Override
    int run(AuditSession session) throws IOException {
        AuditEvents events = session.get(AuditEvents.class);
        String type = aggregate.entityName();
        List<AuditEvent> page = events.history(type, aggregate.id(), -1, AT_ONCE);
        if (page.isEmpty()) {
            throw Problem.notFound(aggregate.kind());
        }
        JsonRows rows = new JsonRows(console(), format);
        while (!page.isEmpty()) {
            for (AuditEvent event : page) {
                rows.add(event);
            }
            page = events.history(type, aggregate.id(), page.getLast().sequenceNumber(), AT_ONCE);
        }
        rows.end();
        return ExitCode.FINE;
    }
}
