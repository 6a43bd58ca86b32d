package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import io.medicaledu.kernel.CommandPressure;
import io.medicaledu.kernel.queue.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands new events to all who follow the stream: one batch, one transaction, one position. One node does it at a time,
 * whichever comes first. A batch that fails is tried again with fewer events; an event that somebody cannot handle even
 * alone is parked for that one, and everything else goes on.
 */
@Component
final class FeedWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWorker.class);

    private static final int LARGEST_BATCH = 500;
    private static final int SHRINK = 8;
    /** Deadlocks and conflicts pass; what fails so often does not. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);
    private static final Duration PAUSE_IF_OTHERS_WORK = Duration.ofMillis(20);
    private static final Duration GATHERING = Duration.ofMillis(25);

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final FeedTransactions transactions;
    private final FeedProgress progress;
    private final CatchUpWorker catchUp;
    private final CommandPressure pressure;
    private final Parking parking;
    private final DeadLetterTable letters;
    private final Worker worker = Worker.pacedBy("event-feed", this::work);

    /** From here on only in the worker's hands. */
    private boolean isReady;

    private long position;

    private long next;
    private int batchSize = LARGEST_BATCH;
    private int failures;

    FeedWorker(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            FeedTransactions transactions,
            FeedProgress progress,
            CatchUpWorker catchUp,
            CommandPressure pressure,
            Parking parking,
            DeadLetterTable letters) {
        this.tail = tail;
        this.followers = followers;
        this.table = table;
        this.transactions = transactions;
        this.progress = progress;
        this.catchUp = catchUp;
        this.pressure = pressure;
        this.parking = parking;
        this.letters = letters;
        tail.onNews(worker::wake);
    }

    private Duration work() {
        if (!isReady) {
            welcomeNewFollowers();
            isReady = true;
        }
        try {
            return step();
        } catch (HandlingException e) {
            return onFailure(e);
        }
    }

    /** A new projection begins with the first event; for others, what has happened before them is not theirs. */
    private void welcomeNewFollowers() {
        position = transactions.commit(transaction -> {
            long together = table.lockGroup().position();
            Set<String> known = table.known();
            for (String name : followers.names()) {
                if (!known.contains(name)) {
                    boolean isBehind = together > 0 && followers.get(name).isProjection();
                    table.add(name, isBehind ? Long.valueOf(0) : null);
                }
            }
            return together;
        });
        catchUp.wake();
    }

    /** @return how long to wait for news */
    private Duration step() {
        if (pressure.isHigh()) {
            gather();
        }
        List<TrackedEventMessage<?>> events = tail.after(position, batchSize);
        if (events.isEmpty()) {
            return PAUSE;
        }
        Optional<FollowerTable.Group> seen = transactions.commit(transaction -> {
            Optional<FollowerTable.Group> group = table.tryLockGroup();
            if (group.isPresent() && group.get().position() == position) {
                batch(group.get().parked()).handle(transaction, events, this::moveTo);
            }
            return group;
        });
        if (seen.isEmpty()) {
            return PAUSE_IF_OTHERS_WORK;
        }
        if (seen.get().position() == position) {
            moved();
        } else {
            position = seen.get().position();
        }
        progress.reached(position, seen.get().apart());
        return Duration.ZERO;
    }

    /** After a failure one thing at a time. */
    private FeedBatch batch(Parked parked) {
        return batchSize == LARGEST_BATCH
                ? FeedBatch.withFollowUps(followers, parked)
                : FeedBatch.of(followers, parked);
    }

    private void moveTo(FeedBatch.Handled handled) {
        letters.addBehind(handled.waiting(), false);
        table.moveGroup(handled.position(), handled.isRepeatable());
        next = handled.position();
    }

    private void moved() {
        position = next;
        failures = 0;
        batchSize = Math.min(batchSize * SHRINK, LARGEST_BATCH);
    }

    /** @return how long to wait before the next attempt */
    private Duration onFailure(HandlingException e) {
        failures++;
        LOG.debug("A batch of {} events after position {} failed", batchSize, position, e);
        if (batchSize > 1) {
            batchSize = Math.max(batchSize / SHRINK, 1);
            failures = 0;
        } else if (failures >= ATTEMPTS) {
            failures = 0;
            if (!isAnythingParked()) {
                LOG.warn("An event after position {} cannot be handled; trying again", position, e);
                return PAUSE;
            }
        }
        return PAUSE_AFTER_FAILURE;
    }

    /** Finds out who fails with the next event although nobody else takes part. */
    private boolean isAnythingParked() {
        Parked parked = table.group().parked();
        boolean isFound = false;
        for (TrackedEventMessage<?> event : tail.after(position, 1)) {
            for (Follower follower : followers.concernedBy(event.getPayloadType())) {
                if (!parked.isApart(follower.getName()) && !parked.isWaiting(follower.getName(), event)) {
                    isFound |= parkIfItFails(follower.getName(), event);
                }
            }
        }
        return isFound;
    }

    private boolean parkIfItFails(String name, TrackedEventMessage<?> event) {
        try {
            Parked others = Parked.onlyApart(followers.allBut(Set.of(name)));
            transactions.tryOut(
                    transaction -> FeedBatch.of(followers, others).handle(transaction, List.of(event), handled -> {}));
            return false;
        } catch (HandlingException e) {
            return parking.ofGroup(name, position, event, e);
        }
    }

    /** Commands come first: more of their events make one batch then. */
    private void gather() {
        try {
            TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        worker.start();
    }

    /** Waits for the batch in progress. */
    @Override
    public void stop() {
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
