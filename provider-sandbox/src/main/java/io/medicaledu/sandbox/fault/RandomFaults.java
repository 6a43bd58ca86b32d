package io.medicaledu.sandbox.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Faults by chance, and always the same ones: what is drawn for an operation depends on the seed and on how often it was
 * drawn for that operation before, on nothing else. Deliveries of each type of event are an operation of their own.
 */
final class RandomFaults {

    private final RandomFaultOrder order;
    private final Map<String, Random> draws = new HashMap<>();

    /** @param order a checked one */
    RandomFaults(RandomFaultOrder order) {
        this.order = order;
    }

    RandomFaultOrder order() {
        return order;
    }

    Optional<Fault> forCall(String operation) {
        if (!order.concerns(operation)) {
            return Optional.empty();
        }
        return draw(operation, operation, order.kindsOfCall(operation));
    }

    /** @param first false if the delivery was tried before; then it is not held back */
    Optional<Fault> forDelivery(String eventType, boolean first) {
        if (!order.concerns(Fault.WEBHOOK)) {
            return Optional.empty();
        }
        return draw(Fault.WEBHOOK + " " + eventType, Fault.WEBHOOK, order.kindsOfDelivery())
                .filter(fault -> first || !fault.kind().holdsBack());
    }

    /** Draws the same number of times whatever comes of it, so that no draw shifts the next ones. */
    private synchronized Optional<Fault> draw(String sequence, String operation, List<FaultKind> kinds) {
        Random random = draws.computeIfAbsent(sequence, this::randomOf);
        boolean happens = random.nextDouble() < order.chance();
        int kind = random.nextInt(Integer.MAX_VALUE);
        long delay = 1 + random.nextLong(order.longestDelay());
        if (!happens || kinds.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(operation, kinds.get(kind % kinds.size()), 1, delay, null));
    }

    private Random randomOf(String sequence) {
        return new Random(order.startingSeed() * 31 + sequence.hashCode());
    }
}
