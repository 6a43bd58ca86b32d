package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import io.medicaledu.app.feed.FollowerTable.Apart;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.shared.query.RebuiltTables;
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

    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHILE_SOMEBODY_WAITS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final FeedTransactions transactions;
    private final RebuiltTables tables;
    private final ReadAhead readAhead;
    private final Worker worker = Worker.pacedBy("event-catch-up", this::work);

    CatchUpWorker(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            FeedTransactions transactions,
            RebuiltTables tables) {
        this.tables = tables;
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
        List<Apart> apart = table.everybody().apart();
        List<Apart> due =
                apart.stream().filter(it -> it.isDue() && isKnown(it.name())).toList();
        if (due.isEmpty()) {
            return apart.isEmpty() ? PAUSE : PAUSE_WHILE_SOMEBODY_WAITS;
        }
        return catchUp(due) ? Duration.ZERO : PAUSE_WHILE_SOMEBODY_WAITS;
    }

    /** Of another version of the platform, maybe, which runs on another node. */
    private boolean isKnown(String name) {
        return followers.names().contains(name);
    }

    /** @return false if another node is at it */
    private boolean catchUp(List<Apart> due) {
        Apart last = due.getFirst();
        List<String> together = last.attempts() > 0
                ? List.of(last.name())
                : due.stream()
                        .filter(it -> it.position() == last.position() && it.attempts() == 0)
                        .map(Apart::name)
                        .toList();
        long meeting = due.stream()
                .mapToLong(Apart::position)
                .filter(position -> position > last.position())
                .min()
                .orElse(Long.MAX_VALUE);
        try {
            return goOn(together, last.position(), meeting, last.attempts() > 0 ? 1 : BATCH);
        } catch (HandlingException e) {
            LOG.debug("{} failed after position {}", together, last.position(), e);
            together.forEach(name -> goOnAlone(name, last));
            return true;
        }
    }

    /** One event: what fails is known then. */
    private void goOnAlone(String name, Apart last) {
        try {
            goOn(List.of(name), last.position(), Long.MAX_VALUE, 1);
        } catch (HandlingException e) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(last.attempts(), MOST_DOUBLINGS));
            LOG.warn(
                    "{} cannot handle the event after position {}; next attempt in {}",
                    name,
                    last.position(),
                    pause,
                    e);
            table.failed(name, String.valueOf(e.getMessage()), pause);
        }
    }

    /** @return false if another node is at it */
    private boolean goOn(List<String> names, long from, long meeting, int most) {
        List<TrackedEventMessage<?>> events = readAhead.after(from, most);
        if (events.size() < most) {
            return complete(names, from) && rejoin(names, from);
        }
        List<TrackedEventMessage<?>> upToMeeting = events.stream()
                .filter(event -> EventCursor.position(event) <= meeting)
                .toList();
        long to = upToMeeting.size() < events.size() ? meeting : EventCursor.position(events.getLast());
        return transactions.commit(transaction -> {
            List<String> locked = table.lockApart(names, from);
            if (!locked.isEmpty()) {
                FeedBatch batch = FeedBatch.ofAll(followers, followers.allBut(locked));
                if (upToMeeting.isEmpty()) {
                    table.moveApart(locked, to);
                } else {
                    batch.handle(transaction, upToMeeting, (position, isRepeatable) -> table.moveApart(locked, to));
                }
            }
            return !locked.isEmpty();
        });
    }

    /** Makes the indexes that a rebuild did without; nobody else stands still meanwhile. */
    private boolean complete(List<String> names, long from) {
        return transactions.commit(transaction -> {
            List<String> locked = table.lockApart(names, from);
            if (!locked.isEmpty()) {
                tables.complete(locked);
            }
            return !locked.isEmpty();
        });
    }

    /** The others stand still while the last few events are handled. */
    private boolean rejoin(List<String> names, long from) {
        return transactions.commit(transaction -> {
            long goal = table.lockGroup().position();
            List<String> locked = table.lockApart(names, from);
            if (locked.isEmpty()) {
                return false;
            }
            List<TrackedEventMessage<?>> events = tail.stored(from, BATCH, goal).stream()
                    .filter(event -> EventCursor.position(event) <= goal)
                    .toList();
            boolean isAll = events.size() < BATCH;
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
