package io.medicaledu.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The faults that are still to happen, in the order in which they were asked for. A restart forgets them. */
@Component
public class Faults {

    private final List<Fault> pending = new ArrayList<>();
    private volatile boolean any;

    Faults() {}

    synchronized void add(Fault fault) {
        pending.add(fault);
        any = true;
    }

    synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    synchronized void clear() {
        pending.clear();
        any = false;
    }

    /** Takes the next fault for an API call. */
    public Optional<Fault> nextForCall(String operation) {
        return any ? take(fault -> fault.concernsCall(operation)) : Optional.empty();
    }

    /** Takes the next fault for the delivery of an event; {@code first} is true if it was never tried before. */
    public Optional<Fault> nextForDelivery(String eventType, boolean first) {
        return any ? take(fault -> fault.concernsDelivery(eventType, first)) : Optional.empty();
    }

    private synchronized Optional<Fault> take(Predicate<Fault> wanted) {
        Optional<Fault> found = pending.stream().filter(wanted).findFirst();
        found.ifPresent(fault -> {
            int index = pending.indexOf(fault);
            fault.used().ifPresentOrElse(rest -> pending.set(index, rest), () -> pending.remove(index));
            any = !pending.isEmpty();
        });
        return found;
    }
}
