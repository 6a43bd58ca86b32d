package io.medicaledu.access.api;

import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to somebody who is not let in. Each attempt is an aggregate of one event: none can be in another's way,
 * and none grows.
 */
public sealed interface AccessEvent {

    /** The attempt, or the count of several. */
    UUID attemptId();

    /**
     * Somebody was refused. Wrong passwords, and attempts on accounts that are locked or inactive, are events of the
     * user instead.
     *
     * @param attemptId of the attempt
     * @param kind what was wanted
     * @param reason why it was refused
     * @param userId whose account it was about; null if it was nobody's, or is not known
     * @param addressHash HMAC-SHA256 (hex) of the e-mail address that was typed, so that attempts with the same
     *     address can be told; null if none was typed, or no key is configured
     */
    @Revision("1")
    record AccessRefused(
            UUID attemptId,
            AccessKind kind,
            RefusalReason reason,
            @Nullable UUID userId,
            @PersonalData @Nullable String addressHash)
            implements AccessEvent {}

    /**
     * More were refused in a span of time than are told one by one.
     *
     * @param attemptId of the count
     * @param kind what was wanted
     * @param userId whose account they were about; null if they are counted by where they came from
     * @param since beginning of the span
     * @param until its end; that moment is no part of it
     * @param number how many more there were
     */
    @Revision("1")
    record AccessRefusalsCounted(
            UUID attemptId, AccessKind kind, @Nullable UUID userId, Instant since, Instant until, int number)
            implements AccessEvent {}
}
