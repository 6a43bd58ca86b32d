package io.medicaledu.shared.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.kernel.LiveSessions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The streams of server-sent events that are open on this node; with none it does nothing. */
@Component
public class EventStreams {

    private final LiveSessions sessions;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(LiveSessions sessions) {
        this.sessions = sessions;
    }

    /** From now on. */
    public EventStream open(Caller caller) {
        return open(caller, stream -> {});
    }

    /** @param whenReady called when what is sent reaches the reader; it must not block */
    public EventStream open(Caller caller, Consumer<EventStream> whenReady) {
        EventStream stream = new EventStream(caller, whenReady, open::remove);
        open.add(stream);
        stream.send(SseEmitter.event().comment("connected"));
        return stream;
    }

    /** Who has logged out, was locked out or has another role now hears no more. */
    @Scheduled(fixedDelay = 2_000)
    void endWithSessions() {
        if (open.isEmpty()) {
            return;
        }
        Set<Caller> callers = open.stream().map(EventStream::caller).collect(Collectors.toSet());
        Set<Caller> live = sessions.liveAmong(callers);
        open.stream()
                .filter(stream -> !live.contains(stream.caller()) && callers.contains(stream.caller()))
                .forEach(EventStream::end);
    }

    /** Open streams would keep the server from stopping. */
    @EventListener
    void onClosed(ContextClosedEvent event) {
        open.forEach(EventStream::end);
    }
}
