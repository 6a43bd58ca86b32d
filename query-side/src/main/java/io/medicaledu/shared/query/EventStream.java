package io.medicaledu.shared.query;

import io.medicaledu.identity.api.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events for one reader. It ends when nobody reads any more, with the caller's session, and with the node. */
public final class EventStream {

    private static final long TIMEOUT_MILLIS = Duration.ofMinutes(30).toMillis();

    private final Caller caller;
    private final Emitter emitter;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    EventStream(Caller caller, Consumer<EventStream> whenReady, Consumer<EventStream> whenEnded) {
        this.caller = caller;
        this.emitter = new Emitter(() -> whenReady.accept(this));
        ended.thenRun(() -> whenEnded.accept(this));
        emitter.onCompletion(this::close);
        emitter.onTimeout(this::close);
        emitter.onError(cause -> close());
    }

    /** What a controller answers. */
    public SseEmitter emitter() {
        return emitter;
    }

    public Caller caller() {
        return caller;
    }

    public boolean isOpen() {
        return !ended.isDone();
    }

    /** Done when it is open no more. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void close() {
        ended.complete(null);
    }

    /**
     * Waits while the reader takes what was sent before.
     *
     * @return false if nobody reads any more
     */
    public boolean send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            close();
        }
        return isOpen();
    }

    /** Keeps proxies from closing what is silent. */
    public boolean beat() {
        return send(SseEmitter.event().comment("beat"));
    }

    /** A browser connects again by itself. Waits for nobody: a reader who takes nothing would hold up whoever ends it. */
    public void end() {
        close();
        Thread.ofVirtual().name("end-of-stream").start(emitter::complete);
    }

    /** What is sent before there is a response is kept in memory; so nobody should send much until then. */
    private static final class Emitter extends SseEmitter {

        private final Runnable whenReady;

        private Emitter(Runnable whenReady) {
            super(TIMEOUT_MILLIS);
            this.whenReady = whenReady;
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            whenReady.run();
        }
    }
}
