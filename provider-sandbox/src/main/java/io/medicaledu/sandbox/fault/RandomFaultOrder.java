package io.medicaledu.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Faults by chance as a test asks for them.
 *
 * @param seed the same seed gives the same faults
 * @param probability of a fault at each call and each delivery, from 0 to 1
 * @param kinds which may happen; all but {@code pending}, which never ends by itself, if they are left out
 * @param operations which they may happen to; all if they are left out
 * @param delayMillis the longest delay; 500 if it is left out
 */
record RandomFaultOrder(
        @Nullable Long seed,
        @Nullable Double probability,
        @Nullable List<String> kinds,
        @Nullable List<String> operations,
        @Nullable Long delayMillis) {

    private static final long DEFAULT_DELAY = 500;
    private static final long LONGEST_DELAY = 3_600_000;

    /** @throws FaultRefusedException if there are no such faults */
    RandomFaults faults() {
        if (seed == null || probability == null) {
            throw new FaultRefusedException("seed and probability are needed");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new FaultRefusedException("probability must be between 0 and 1");
        }
        if (longestDelay() < 1 || longestDelay() > LONGEST_DELAY) {
            throw new FaultRefusedException("delayMillis must be between 1 and " + LONGEST_DELAY);
        }
        if (operations != null && !FaultOrder.operations().containsAll(operations)) {
            throw new FaultRefusedException("There are the operations " + FaultOrder.operations());
        }
        if (kinds != null && kinds.stream().map(FaultKind::of).anyMatch(Optional::isEmpty)) {
            throw new FaultRefusedException("There are the kinds "
                    + Stream.of(FaultKind.values()).map(FaultKind::apiName).toList());
        }
        return new RandomFaults(this);
    }

    long startingSeed() {
        return seed == null ? 0 : seed;
    }

    double chance() {
        return probability == null ? 0 : probability;
    }

    long longestDelay() {
        return delayMillis == null ? DEFAULT_DELAY : delayMillis;
    }

    boolean concerns(String operation) {
        if (operations == null || operations.contains(operation)) {
            return true;
        }
        return !operation.equals(Fault.WEBHOOK) && operations.contains(Fault.ANY);
    }

    List<FaultKind> kindsOfCall(String operation) {
        return wanted().filter(kind -> kind.fitsCall(operation)).toList();
    }

    List<FaultKind> kindsOfDelivery() {
        return wanted().filter(FaultKind::fitsDeliveries).toList();
    }

    private Stream<FaultKind> wanted() {
        return Stream.of(FaultKind.values())
                .filter(kind -> kinds == null ? kind.isByChance() : kinds.contains(kind.apiName()));
    }
}
