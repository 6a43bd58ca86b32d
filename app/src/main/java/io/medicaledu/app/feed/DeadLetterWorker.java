package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.shared.query.DeadLetters.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tries parked events again, the first of each sequence, more and more rarely; the others of the sequence follow at once.
 * All who follow the stream stand still meanwhile: nobody else writes what a parked event changes.
 */
@Component
final class DeadLetterWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWorker.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Seventeen minutes. */
    private static final int MOST_DOUBLINGS = 10;

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final DeadLetterTable letters;
    private final FeedTransactions transactions;
    private final Worker worker = Worker.pacedBy("dead-letters", this::work);

    DeadLetterWorker(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            DeadLetterTable letters,
            FeedTransactions transactions) {
        this.tail = tail;
        this.followers = followers;
        this.table = table;
        this.letters = letters;
        this.transactions = transactions;
    }

    /** One is due. */
    void wake() {
        worker.wake();
    }

    /** @return how long to wait for the next one */
    private Duration work() {
        boolean isAnyHandled = false;
        for (Letter letter : letters.due(followers.names())) {
            isAnyHandled |= attempt(letter);
        }
        return isAnyHandled ? Duration.ZERO : PAUSE;
    }

    private boolean attempt(Letter letter) {
        try {
            return transactions.commit(transaction -> {
                table.lockGroup();
                table.lock(letter.follower());
                // Before its follower has passed it, it would be handled twice.
                boolean isPassed = letter.position() <= table.everybody().positionOf(letter.follower());
                if (!isPassed || !letters.lock(letter.follower(), letter.position())) {
                    return false;
                }
                Set<String> others = followers.allBut(List.of(letter.follower()));
                FeedBatch.of(followers, Parked.onlyApart(others))
                        .handle(
                                transaction,
                                event(letter),
                                handled -> letters.remove(letter.follower(), letter.position()));
                return true;
            });
        } catch (HandlingException e) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempts(), MOST_DOUBLINGS));
            LOG.warn(
                    "{} still cannot handle the event at position {}; next attempt in {}: {}",
                    letter.follower(),
                    letter.position(),
                    pause,
                    e.getMessage());
            letters.failed(letter.follower(), false, letter.position(), String.valueOf(e.getMessage()), pause);
            return false;
        }
    }

    private List<TrackedEventMessage<?>> event(Letter letter) {
        List<TrackedEventMessage<?>> events = tail.stored(letter.position() - 1, 1, letter.position());
        if (events.isEmpty() || EventCursor.position(events.getFirst()) != letter.position()) {
            throw new IllegalStateException("There is no event at position " + letter.position());
        }
        return events;
    }

    @Override
    public void start() {
        worker.start();
    }

    /** Waits for the attempt in progress. */
    @Override
    public void stop() {
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
