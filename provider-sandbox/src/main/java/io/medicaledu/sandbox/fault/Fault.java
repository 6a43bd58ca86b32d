package io.medicaledu.sandbox.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on demand.
 *
 * @param operation e.g. {@code session.create}, {@code refund.create}, {@code webhook}; {@code *} for every API call
 * @param kind what goes wrong
 * @param times how often it is still to happen
 * @param delayMillis of {@code delay}, {@code webhook-late} and {@code webhook-reordered}
 * @param eventType of webhooks: only events of this type
 */
public record Fault(
        String operation,
        FaultKind kind,
        int times,
        long delayMillis,
        @Nullable String eventType) {

    /** The operation of an event's delivery. */
    static final String WEBHOOK = "webhook";

    /** Every API call. */
    static final String ANY = "*";

    boolean concernsCall(String called) {
        return operation.equals(called) || operation.equals(ANY);
    }

    boolean concernsDelivery(String type, boolean first) {
        return operation.equals(WEBHOOK)
                && (eventType == null || eventType.equals(type))
                && (first || !kind.holdsBack());
    }

    /** What is left of it after it has happened once more. */
    Optional<Fault> used() {
        return times > 1
                ? Optional.of(new Fault(operation, kind, times - 1, delayMillis, eventType))
                : Optional.empty();
    }
}
