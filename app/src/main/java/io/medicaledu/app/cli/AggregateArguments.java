package io.medicaledu.app.cli;

import io.medicaledu.audit.query.AuditedNames;
import io.medicaledu.shared.Problem;
import java.util.UUID;
import picocli.CommandLine.Parameters;

/** Which aggregate. */
final class AggregateArguments {

    @Parameters(index = "0", paramLabel = "<aggregate>", description = "Its kind, e.g. booking, payment or slot.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "<id>", description = "Its id.")
    private UUID id = new UUID(0, 0);

    String kind() {
        return kind;
    }

    UUID id() {
        return id;
    }

    /** The name that the log and the event store know. */
    String entityName() {
        try {
            return AuditedNames.ofAggregate(kind);
        } catch (Problem e) {
            throw CliException.badUsage("'" + kind + "' is none of " + String.join(", ", AuditedNames.aggregates()));
        }
    }
}
