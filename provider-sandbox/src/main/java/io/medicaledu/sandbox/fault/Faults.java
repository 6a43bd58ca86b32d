package io.medicaledu.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The faults that are still to happen, in the order in which they were asked for. A restart forgets them. */
@Component
public class Faults {

    private final List<Fault> pending = new ArrayList<>();
    private volatile boolean any;
    private volatile @Nullable RandomFaults random;

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
        random = null;
    }

    /** From now on, faults happen by chance, too. */
    void add(RandomFaults faults) {
        random = faults;
    }

    Optional<RandomFaults> random() {
        return Optional.ofNullable(random);
    }

    /** Takes the next fault for an API call. */
    public Optional<Fault> nextForCall(String operation) {
        Optional<Fault> byChance = random().flatMap(faults -> faults.forCall(operation));
        return any ? take(fault -> fault.concernsCall(operation)).or(() -> byChance) : byChance;
    }

    /** Takes the next fault for the delivery of an event; {@code first} is true if it was never tried before. */
    public Optional<Fault> nextForDelivery(String eventType, boolean first) {
        Optional<Fault> byChance = random().flatMap(faults -> faults.forDelivery(eventType, first));
        return any ? take(fault -> fault.concernsDelivery(eventType, first)).or(() -> byChance) : byChance;
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
