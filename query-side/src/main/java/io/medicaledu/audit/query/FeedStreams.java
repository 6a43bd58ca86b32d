package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.kernel.queue.WorkerThreads;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.EventStream;
import io.medicaledu.shared.query.EventStreams;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The feed as server-sent events. Each stream has a thread, which reads the next page when the reader has taken the one
 * before: a slow reader costs a page of memory and delays nobody else.
 */
@Component
class FeedStreams {

    private static final Logger LOG = LoggerFactory.getLogger(FeedStreams.class);
    private static final int PAGE = 100;
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final FeedWaiting waiting;
    private final EventStreams streams;
    private final Semaphore places;
    private final ExecutorService threads;

    FeedStreams(FeedWaiting waiting, EventStreams streams, FeedProperties properties) {
        this.waiting = waiting;
        this.streams = streams;
        this.places = new Semaphore(properties.streams());
        this.threads = WorkerThreads.pool("event-stream", properties.streams());
    }

    /** @throws Problem {@code overloaded} if the node has as many streams as it may have */
    SseEmitter open(FeedFilter filter, Caller caller) {
        if (!places.tryAcquire()) {
            throw new Problem(ProblemCode.OVERLOADED, "There are too many streams on this node");
        }
        return streams.open(caller, stream -> threads.execute(() -> follow(stream, filter)))
                .emitter();
    }

    private void follow(EventStream stream, FeedFilter filter) {
        try {
            FeedFilter rest = filter;
            while (stream.isOpen() && !waiting.isStopping()) {
                CompletableFuture<FeedPage> next = waiting.next(rest, PAGE, BEAT);
                CompletableFuture.anyOf(next, stream.ended()).join();
                if (!stream.isOpen() || !send(stream, next.join())) {
                    return;
                }
                rest = rest.after(next.join().position());
            }
        } catch (RuntimeException e) {
            LOG.warn("A stream of events ends; its reader may go on from where it is: {}", e.toString());
        } finally {
            places.release();
            stream.end();
        }
    }

    private static boolean send(EventStream stream, FeedPage page) {
        if (page.items().isEmpty()) {
            return stream.beat();
        }
        for (AuditEvent event : page.items()) {
            if (!stream.isOpen() || !stream.send(message(event))) {
                return false;
            }
        }
        return true;
    }

    private static SseEmitter.SseEventBuilder message(AuditEvent event) {
        return SseEmitter.event()
                .id(Long.toString(event.position()))
                .name(event.type())
                .data(event, MediaType.APPLICATION_JSON);
    }
}
