package io.medicaledu.sandbox.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on demand.
 *
 * @param operation e.g. {@code session.create}, {@code refund.create}, {@code webhook}; {@code *} for every API call
 * @param kind what goes wrong
 * @param times how often
 * @param delayMillis for {@code delay} and {@code webhook-late}
 * @param eventType for webhooks: only events of this type
 */
public record Fault(
        String operation,
        String kind,
        int times,
        long delayMillis,
        @Nullable String eventType) {

    /** Kinds, as the API spells them. */
    public enum Kind {
        ERROR_BEFORE,
        ERROR_AFTER,
        DELAY,
        CONFLICT_409,
        RATE_LIMIT_429,
        SERVER_ERROR_500,
        WEBHOOK_LOST,
        WEBHOOK_LATE,
        WEBHOOK_DOUBLED,
        WEBHOOK_REORDERED,
        WEBHOOK_WRONGLY_SIGNED
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public Kind parsedKind() {
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
