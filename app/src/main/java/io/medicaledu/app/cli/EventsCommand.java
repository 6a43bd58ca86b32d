package io.medicaledu.app.cli;

import io.medicaledu.audit.query.AuditEvents;
import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.audit.query.EventTypes;
import io.medicaledu.audit.query.FeedFilter;
import io.medicaledu.audit.query.SettledEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The feed of events, as far as it was complete when the command began. */
@Command(name = "events", description = "Writes the feed of events, in order, up to where it is complete now.")
final class EventsCommand extends DatabaseCommand {

    private static final int AT_ONCE = 200;

    @Option(names = "--after", paramLabel = "<position>", description = "Where to go on. Default: 0, the beginning.")
    private long after;

    @Option(names = "--type", paramLabel = "<type>", description = "A type, or the beginning of several: 'Booking*'.")
    private @Nullable String type;

    @Option(names = "--aggregate-id", paramLabel = "<id>", description = "Of one aggregate.")
    private @Nullable UUID aggregateId;

    @Option(names = "--correlation-id", paramLabel = "<id>", description = "What followed from one request.")
    private @Nullable String correlationId;

    @Option(names = "--actor", paramLabel = "<actor>", description = "A user's id, or the name of a process.")
    private @Nullable String actor;

    @Option(names = "--from", paramLabel = "<instant>", description = "What happened then or later.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "<instant>", description = "What happened before.")
    private @Nullable Instant to;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ndjson, an object a line.")
    private JsonRows.Format format = JsonRows.Format.ndjson;

    EventsCommand(Console console) {
        super(console);
    }

    @Override
    int run(AuditSession session) throws IOException {
        if (after < 0) {
            throw CliException.badUsage("--after must not be negative");
        }
        FeedFilter filter = new FeedFilter(
                after, type == null ? null : EventTypes.matching(type), aggregateId, correlationId, actor, from, to);
        AuditEvents events = session.get(AuditEvents.class);
        double all = Math.max(1, session.get(SettledEvents.class).settledPosition() - after);
        JsonRows rows = new JsonRows(console(), format);
        try (Progress progress = progress("events")) {
            long position = after;
            List<AuditEvent> page;
            do {
                page = events.page(filter.after(position), AT_ONCE).items();
                for (AuditEvent event : page) {
                    rows.add(event);
                    position = event.position();
                }
                progress.at(rows.written(), (position - after) / all);
            } while (page.size() == AT_ONCE);
        }
        rows.end();
        return ExitCode.FINE;
    }
}
