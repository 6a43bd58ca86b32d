package io.medicaledu.access.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about attempts that were refused. */
public sealed interface AccessCommand {

    UUID attemptId();

    /**
     * Tells of a refusal; beyond a number it is only counted.
     *
     * @param userId whose account it was about; null if it was nobody's, or is not known
     * @param addressHash of the e-mail address that was typed; null if none was
     */
    record TellRefusal(
            @TargetAggregateIdentifier UUID attemptId,
            AccessKind kind,
            RefusalReason reason,
            @Nullable UUID userId,
            @Nullable String addressHash)
            implements AccessCommand {}

    /**
     * Tells how many more were refused.
     *
     * @param userId whose account they were about; null if they are counted by where they came from
     */
    record TellRefusals(
            @TargetAggregateIdentifier UUID attemptId,
            AccessKind kind,
            @Nullable UUID userId,
            Instant since,
            Instant until,
            int number)
            implements AccessCommand {}
}
