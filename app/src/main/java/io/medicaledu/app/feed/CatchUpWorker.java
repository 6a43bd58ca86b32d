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
 * Brings those who are apart back to the others: a projection that is built anew, or who could not handle an event. Those
 * at the same position go together; the furthest behind goes first, so that they meet. An event that fails again and
 * again is tried more and more rarely, and stops nobody else.
 */
@Component
final class CatchUpWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpWorker.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHILE_SOMEBODY_WAITS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final FeedTransactions transactions;
    private final ReadAhead readAhead;
    private final Worker worker = Worker.pacedBy("event-catch-up", this::work);

    CatchUpWorker(EventTail tail, Followers followers, FollowerTable table, FeedTransactions transactions) {
        this.tail = tail;
        this.followers = followers;
        this.table = table;
        this.transactions = transactions;
        this.readAhead = new ReadAhead(tail);
    }

    /**
     * It cannot handle the event after the position.
     *
     * @return false if the others are not there any more
     */
    boolean setApart(String name, long position, HandlingException cause) {
        LOG.warn(
                "{} cannot handle the event after position {}; it is tried again apart from the others",
                name,
                position,
                cause);
        boolean isApart = transactions.commit(transaction -> {
            if (table.lockGroup().position() != position) {
                return false;
            }
            table.setApart(name, position, false);
            table.failed(name, String.valueOf(cause.getMessage()), FIRST_PAUSE);
            return true;
        });
        wake();
        return isApart;
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
            int attempts = due.stream()
                    .filter(it -> it.name().equals(name))
                    .mapToInt(Apart::attempts)
                    .sum();
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
                    FeedBatch.ofAll(followers, followers.allBut(locked))
                            .handle(
                                    transaction,
                                    stretch.events(),
                                    (position, isRepeatable) -> table.moveApart(locked, stretch.to()));
                }
            }
            return !locked.isEmpty();
        });
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
                FeedBatch.ofAll(followers, followers.allBut(locked))
                        .handle(transaction, events, (position, isRepeatable) -> {
                            if (isAll) {
                                table.rejoin(locked);
                            } else {
                                table.moveApart(locked, position);
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
