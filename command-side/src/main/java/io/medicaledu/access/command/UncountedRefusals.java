package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Refused attempts of a flood that this node has not counted in the database yet. A crash loses some seconds of them. */
@Component
class UncountedRefusals {

    /** What comes from ever more networks is counted as from nowhere. */
    private static final int MOST_NETWORKS = 10_000;

    private static final String NOWHERE = "";

    private final Map<Source, Integer> numbers = new ConcurrentHashMap<>();

    private record Source(AccessKind kind, String network) {}

    /** @param number how many */
    record Uncounted(AccessKind kind, String network, int number) {}

    void add(AccessKind kind, String network) {
        Source source = new Source(kind, network);
        boolean isRoom = numbers.size() < MOST_NETWORKS || numbers.containsKey(source);
        numbers.merge(isRoom ? source : new Source(kind, NOWHERE), 1, Integer::sum);
    }

    /** All so far; they are forgotten here. */
    List<Uncounted> take() {
        List<Uncounted> taken = new ArrayList<>();
        for (Source source : List.copyOf(numbers.keySet())) {
            Integer number = numbers.remove(source);
            if (number != null) {
                taken.add(new Uncounted(source.kind(), source.network(), number));
            }
        }
        return taken;
    }
}
