package io.medicaledu.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The faults that are still to happen. They are kept in memory: a restart clears them. */
@Component
public class Faults {

    private final List<Fault> pending = new ArrayList<>();

    synchronized void add(Fault fault) {
        pending.add(fault);
    }

    synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    synchronized void clear() {
        pending.clear();
    }

    /** Takes the next fault for an API call. */
    public Optional<Fault> next(String operation) {
        return take(operation, null);
    }

    /** Takes the next fault for the delivery of an event. */
    public Optional<Fault> nextForWebhook(String eventType) {
        return take("webhook", eventType);
    }

    private synchronized Optional<Fault> take(String operation, @Nullable String eventType) {
        for (int i = 0; i < pending.size(); i++) {
            Fault fault = pending.get(i);
            if (matches(fault, operation, eventType)) {
                if (fault.times() <= 1) {
                    pending.remove(i);
                } else {
                    pending.set(
                            i,
                            new Fault(
                                    fault.operation(),
                                    fault.kind(),
                                    fault.times() - 1,
                                    fault.delayMillis(),
                                    fault.eventType()));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(Fault fault, String operation, @Nullable String eventType) {
        boolean sameOperation =
                fault.operation().equals(operation) || (fault.operation().equals("*") && !operation.equals("webhook"));
        return sameOperation && (fault.eventType() == null || fault.eventType().equals(eventType));
    }
}
