package io.medicaledu.app.feed;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.stereotype.Component;

/** All who follow the event stream, and which of them an event concerns. */
@Component
public final class Followers {

    private final Map<String, Follower> byName = new ConcurrentSkipListMap<>();
    private final Map<Class<?>, List<Follower>> byPayloadType = new ConcurrentHashMap<>();

    /** Called by Axon's configuration for each processing group that does not subscribe to the event bus. */
    public EventProcessor add(String name, EventHandlerInvoker invoker) {
        Follower follower = new Follower(name, invoker);
        byName.put(name, follower);
        byPayloadType.clear();
        return follower;
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** The names of the others. */
    Set<String> allBut(Collection<String> names) {
        Set<String> others = new HashSet<>(byName.keySet());
        others.removeAll(names);
        return others;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    Follower get(String name) {
        Follower follower = byName.get(name);
        if (follower == null) {
            throw new IllegalArgumentException("Nobody of the name " + name + " follows the event stream");
        }
        return follower;
    }

    /** Those with a handler for events of this type. */
    List<Follower> concernedBy(Class<?> payloadType) {
        return byPayloadType.computeIfAbsent(
                payloadType,
                type -> byName.values().stream()
                        .filter(follower -> follower.handles(type))
                        .toList());
    }
}
