package io.medicaledu.notification.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.query.EventStream;
import io.medicaledu.shared.query.EventStreams;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Notifications as they come up, by server-sent events. It looks into the read table, so that it does not matter which
 * node has written it; with nobody connected it does nothing.
 */
@Component
class NotificationStream {

    private final NotificationQueries queries;
    private final EventStreams streams;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    NotificationStream(NotificationQueries queries, EventStreams streams) {
        this.queries = queries;
        this.streams = streams;
    }

    private record Listener(EventStream stream, Set<UUID> known) {

        UUID userId() {
            return stream.caller().userId();
        }
    }

    /** From now on; a browser connects again by itself when the time is up. */
    SseEmitter open(Caller caller) {
        Set<UUID> known = ConcurrentHashMap.newKeySet();
        queries.recent(Set.of(caller.userId()))
                .forEach(each -> known.add(each.notification().notificationId()));
        EventStream stream = streams.open(caller);
        listeners.add(new Listener(stream, known));
        return stream.emitter();
    }

    @Scheduled(fixedDelay = 500)
    void push() {
        forgetWhoHasLeft();
        if (listeners.isEmpty()) {
            return;
        }
        Set<UUID> users = listeners.stream().map(Listener::userId).collect(Collectors.toSet());
        for (NotificationQueries.Addressed each : queries.recent(users)) {
            for (Listener listener : listeners) {
                if (listener.userId().equals(each.userId())
                        && listener.known().add(each.notification().notificationId())) {
                    listener.stream()
                            .send(SseEmitter.event()
                                    .id(each.notification().notificationId().toString())
                                    .name("notification")
                                    .data(each.notification(), MediaType.APPLICATION_JSON));
                }
            }
        }
    }

    @Scheduled(fixedDelay = 20_000)
    void beat() {
        listeners.forEach(listener -> listener.stream().beat());
    }

    private void forgetWhoHasLeft() {
        listeners.removeIf(listener -> !listener.stream().isOpen());
    }
}
