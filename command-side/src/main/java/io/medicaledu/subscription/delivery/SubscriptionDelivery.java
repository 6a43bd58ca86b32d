package io.medicaledu.subscription.delivery;

import io.medicaledu.kernel.feed.EventFeed;
import io.medicaledu.kernel.feed.EventFeed.Event;
import io.medicaledu.kernel.feed.EventFeed.Part;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.kernel.queue.WorkerThreads;
import io.medicaledu.shared.command.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Pushes the feed to all subscribers, one event after the other to each: an event goes out when all before it were taken.
 * After some events it is another subscriber's turn.
 */
@Component
class SubscriptionDelivery implements WorkQueue {

    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionDelivery.class);
    private static final int PAGE = 20;
    private static final int TURN = 200;
    /** What is committed within this time is looked at together. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration STOP = Duration.ofSeconds(12);

    private final Claims claims;
    private final EventFeed feed;
    private final WebhookSender sender;
    private final int atOnce;
    private final Semaphore places;
    private final Worker worker = new Worker("subscription-delivery", this::step);
    private ExecutorService threads;

    SubscriptionDelivery(Claims claims, EventFeed feed, WebhookSender sender, SubscriptionProperties properties) {
        this.claims = claims;
        this.feed = feed;
        this.sender = sender;
        this.atOnce = properties.atOnce();
        this.places = new Semaphore(atOnce);
        this.threads = WorkerThreads.pool("webhook", atOnce);
        feed.onNews(worker::wake);
    }

    /** Claims as many as there are free places, and waits for none of them. */
    private boolean step() {
        gather();
        int free = places.drainPermits();
        int used = 0;
        try {
            List<Claim> due = free == 0 ? List.of() : claims.claim(free, feed.end());
            for (Claim claim : due) {
                threads.execute(() -> deliver(claim));
                used++;
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("This node stops; others go on when the leases are over", e);
        } finally {
            places.release(free - used);
        }
        return free > 0 && used == free;
    }

    private static void gather() {
        try {
            TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Claim claim) {
        RequestContext.bind(RequestContext.ofProcess("subscription-delivery", null));
        try {
            turn(claim);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Subscription {} cannot be served; trying again in {}",
                    claim.subscriptionId(),
                    PAUSE_AFTER_FAULT,
                    e);
            claims.failed(claim, "The feed could not be read", PAUSE_AFTER_FAULT);
        } finally {
            RequestContext.bind(null);
            places.release();
            // There may be events since it was last looked for some.
            worker.wake();
        }
    }

    private void turn(Claim claim) {
        List<String> types = claim.typeNames();
        long position = claim.position();
        int attempts = claim.attempts();
        int sent = 0;
        while (sent < TURN) {
            Part part = feed.after(position, types, PAGE);
            for (Event event : part.events()) {
                if (!worker.isRunning()) {
                    claims.giveBack(claim, position, true);
                    return;
                }
                if (!sender.send(claim, event, attempts)) {
                    return;
                }
                position = event.position();
                attempts = 0;
                sent++;
            }
            position = part.position();
            if (part.events().size() < PAGE) {
                claims.giveBack(claim, position, false);
                return;
            }
        }
        claims.giveBack(claim, position, true);
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return """
                SELECT 1 FROM command_side.subscriptions WHERE paused_because IS NULL AND next_attempt_at <= :now""";
    }

    @Override
    public void beforeStart() {
        threads = WorkerThreads.pool("webhook", atOnce);
    }

    @Override
    public void afterStop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A receiver still has not answered; the event is sent again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
