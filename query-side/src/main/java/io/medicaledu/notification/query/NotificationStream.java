package io.medicaledu.notification.query;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
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

    private static final long TIMEOUT_MILLIS = Duration.ofMinutes(30).toMillis();

    private final NotificationQueries queries;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    NotificationStream(NotificationQueries queries) {
        this.queries = queries;
    }

    private record Listener(UUID userId, SseEmitter emitter, Set<UUID> known) {}

    /** From now on; a browser connects again by itself when the time is up. */
    SseEmitter open(UUID userId) {
        SseEmitter emitter = new SseEmitter(TIMEOUT_MILLIS);
        Set<UUID> known = ConcurrentHashMap.newKeySet();
        queries.recent(Set.of(userId))
                .forEach(each -> known.add(each.notification().notificationId()));
        Listener listener = new Listener(userId, emitter, known);
        Runnable forget = () -> listeners.remove(listener);
        emitter.onCompletion(forget);
        emitter.onTimeout(forget);
        emitter.onError(cause -> forget.run());
        listeners.add(listener);
        send(listener, SseEmitter.event().comment("connected"));
        return emitter;
    }

    @Scheduled(fixedDelay = 500)
    void push() {
        if (listeners.isEmpty()) {
            return;
        }
        Set<UUID> users = listeners.stream().map(Listener::userId).collect(Collectors.toSet());
        for (NotificationQueries.Addressed each : queries.recent(users)) {
            for (Listener listener : listeners) {
                if (listener.userId().equals(each.userId())
                        && listener.known().add(each.notification().notificationId())) {
                    send(
                            listener,
                            SseEmitter.event()
                                    .id(each.notification().notificationId().toString())
                                    .name("notification")
                                    .data(each.notification(), MediaType.APPLICATION_JSON));
                }
            }
        }
    }

    /** Keeps proxies from closing what is silent. */
    @Scheduled(fixedDelay = 20_000)
    void beat() {
        listeners.forEach(listener -> send(listener, SseEmitter.event().comment("beat")));
    }

    private void send(Listener listener, SseEmitter.SseEventBuilder event) {
        try {
            listener.emitter().send(event);
        } catch (IOException | IllegalStateException e) {
            listeners.remove(listener);
        }
    }

    /** Open streams would keep the server from stopping. */
    @EventListener
    void onClosed(ContextClosedEvent event) {
        listeners.forEach(listener -> listener.emitter().complete());
    }
}
