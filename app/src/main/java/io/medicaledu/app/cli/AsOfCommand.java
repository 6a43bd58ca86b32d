package io.medicaledu.app.cli;

import io.medicaledu.audit.query.TimeTravel;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One aggregate at an instant or a version. */
@Command(name = "as-of", description = "Says what one aggregate was like, and what is otherwise now.")
final class AsOfCommand extends DatabaseCommand {

    @Mixin
    private final AggregateArguments aggregate = new AggregateArguments();

    @Option(names = "--at", paramLabel = "<instant>", description = "When, e.g. 2027-01-15T09:00:00Z. Default: now.")
    private @Nullable Instant at;

    @Option(names = "--version", paramLabel = "<n>", description = "Or a version, from 0 on.")
    private @Nullable Long version;

    AsOfCommand(Console console) {
        super(console);
    }

    @Override
    int run(AuditSession session) throws IOException {
        if (at != null && version != null) {
            throw CliException.badUsage("Give either --at or --version");
        }
        JsonRows.write(console(), then(session.get(TimeTravel.class), aggregate.entityName(), aggregate.id()));
        return ExitCode.FINE;
    }

    private TimeTravel.Then then(TimeTravel travel, String entityName, UUID id) {
        if (version != null) {
            return travel.atVersion(entityName, id, version);
        }
        return at == null ? travel.now(entityName, id) : travel.asOf(entityName, id, at);
    }
}
