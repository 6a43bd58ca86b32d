package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import io.medicaledu.app.feed.FollowerTable.Apart;
import io.medicaledu.kernel.queue.Worker;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings those who are apart back to the others: a new projection, or who could not handle too many events. Those at the
 * same position go together; the furthest behind goes first, so that they meet. An event that fails again and again is
 * parked, or tried more and more rarely, and stops nobody else.
 */
@Component
final class CatchUpWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpWorker.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHILE_SOMEBODY_WAITS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    /** What fails so often does not pass by itself. */
    private static final int ATTEMPTS = 2;

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final FeedTransactions transactions;
    private final Parking parking;
    private final DeadLetterTable letters;
    private final ReadAhead readAhead;
    private final Worker worker = Worker.pacedBy("event-catch-up", this::work);

    CatchUpWorker(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            FeedTransactions transactions,
            Parking parking,
            DeadLetterTable letters) {
        this.tail = tail;
        this.followers = followers;
        this.table = table;
        this.transactions = transactions;
        this.parking = parking;
        this.letters = letters;
        this.readAhead = new ReadAhead(tail);
    }

    /** Somebody is apart. */
    void wake() {
        worker.wake();
    }

    /** @return how long to wait for somebody to be set apart */
    private Duration work() {
        FollowerTable.Everybody everybody = table.everybody();
        List<Apart> apart = everybody.apart();
        List<Apart> due =
                apart.stream().filter(it -> it.isDue() && isKnown(it.name())).toList();
        if (due.isEmpty()) {
            return apart.isEmpty() ? PAUSE : PAUSE_WHILE_SOMEBODY_WAITS;
        }
        return catchUp(due, everybody.together()) ? Duration.ZERO : PAUSE_WHILE_SOMEBODY_WAITS;
    }

    /** Of another version of the platform, maybe, which runs on another node. */
    private boolean isKnown(String name) {
        return followers.names().contains(name);
    }

    /**
     * @param goal where the others are: nobody goes further, or would get events again when it is back
     * @return false if another node is at it
     */
    private boolean catchUp(List<Apart> due, long goal) {
        FarBehind behind = FarBehind.of(due.stream().map(Apart::member).toList(), goal);
        try {
            return goOn(behind, goal);
        } catch (HandlingException e) {
            LOG.debug("{} failed after position {}", behind.names(), behind.from(), e);
            behind.names().forEach(name -> goOnAlone(behind.oneEventFor(name), goal, due));
            return true;
        }
    }

    /** One event: what fails is known then. */
    private void goOnAlone(FarBehind one, long goal, List<Apart> due) {
        String name = one.names().getFirst();
        try {
            goOn(one, goal);
        } catch (HandlingException e) {
            List<TrackedEventMessage<?>> event = one.read(readAhead, goal).events();
            int attempts = due.stream()
                    .filter(it -> it.name().equals(name))
                    .mapToInt(Apart::attempts)
                    .sum();
            if (attempts >= ATTEMPTS && !event.isEmpty() && parking.ofApart(name, one.from(), event.getFirst(), e)) {
                return;
            }
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
            LOG.warn("{} cannot handle the event after position {}; next attempt in {}", name, one.from(), pause, e);
            table.failed(name, String.valueOf(e.getMessage()), pause);
        }
    }

    /** @return false if another node is at it */
    private boolean goOn(FarBehind behind, long goal) {
        FarBehind.Stretch stretch = behind.read(readAhead, goal);
        if (stretch.isEnd()) {
            return rejoin(behind.names(), behind.from());
        }
        return transactions.commit(transaction -> {
            List<String> locked = table.lockApart(behind.names(), behind.from());
            if (!locked.isEmpty()) {
                if (stretch.events().isEmpty()) {
                    table.moveApart(locked, stretch.to());
                } else {
                    batch(locked).handle(transaction, stretch.events(), handled -> {
                        letters.addBehind(handled.waiting(), false);
                        table.moveApart(locked, stretch.to());
                    });
                }
            }
            return !locked.isEmpty();
        });
    }

    private FeedBatch batch(List<String> names) {
        return FeedBatch.ofAll(followers, letters.parked(followers.allBut(names), false));
    }

    /** The others stand still while the last few events are handled. */
    private boolean rejoin(List<String> names, long from) {
        return transactions.commit(transaction -> {
            long goal = table.lockGroup().position();
            List<String> locked = goal < from ? List.of() : table.lockApart(names, from);
            if (locked.isEmpty()) {
                return false;
            }
            List<TrackedEventMessage<?>> events = FarBehind.upTo(goal, tail.stored(from, FarBehind.BATCH, goal));
            boolean isAll = events.size() < FarBehind.BATCH;
            if (events.isEmpty()) {
                table.rejoin(locked);
            } else {
                batch(locked).handle(transaction, events, handled -> {
                    letters.addBehind(handled.waiting(), false);
                    if (isAll) {
                        table.rejoin(locked);
                    } else {
                        table.moveApart(locked, handled.position());
                    }
                });
            }
            return true;
        });
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
