package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What becomes of an event that a follower cannot handle: it is parked with its sequence, and the follower goes on. A
 * follower that fails with ever more sequences is set apart as a whole.
 */
@Component
final class Parking {

    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final FollowerTable table;
    private final RebuildTable rebuilds;
    private final DeadLetterTable letters;
    private final FeedTransactions transactions;

    Parking(FollowerTable table, RebuildTable rebuilds, DeadLetterTable letters, FeedTransactions transactions) {
        this.table = table;
        this.rebuilds = rebuilds;
        this.letters = letters;
        this.transactions = transactions;
    }

    /**
     * One of those who go together cannot handle the event after their position.
     *
     * @return false if they are not there any more
     */
    boolean ofGroup(String name, long position, TrackedEventMessage<?> event, HandlingException cause) {
        return transactions.commit(transaction -> {
            if (table.lockGroup().position() != position) {
                return false;
            }
            if (letters.isFull(name, false)) {
                LOG.warn("{} cannot handle too many events; it waits at position {}", name, position, cause);
                table.setApart(name, position, false);
                table.failed(name, String.valueOf(cause.getMessage()), FIRST_PAUSE);
            } else {
                park(name, false, event, cause);
            }
            return true;
        });
    }

    /**
     * One who is apart cannot handle the event after its position.
     *
     * @return false if it cannot be parked either
     */
    boolean ofApart(String name, long position, TrackedEventMessage<?> event, HandlingException cause) {
        return transactions.commit(transaction -> {
            if (letters.isFull(name, false)
                    || table.lockApart(List.of(name), position).isEmpty()) {
                return false;
            }
            park(name, false, event, cause);
            return true;
        });
    }

    /**
     * A rebuild cannot handle the event after its position.
     *
     * @return false if it cannot be parked either
     */
    boolean ofRebuild(String name, long position, TrackedEventMessage<?> event, HandlingException cause) {
        return transactions.commit(transaction -> {
            if (letters.isFull(name, true)
                    || rebuilds.lock(List.of(name), position).isEmpty()) {
                return false;
            }
            park(name, true, event, cause);
            return true;
        });
    }

    private void park(String name, boolean ofRebuild, TrackedEventMessage<?> event, HandlingException cause) {
        LOG.warn(
                "{} cannot handle the {} at position {}; it is parked with the later events of {}",
                name,
                event.getPayloadType().getSimpleName(),
                EventCursor.position(event),
                Parked.sequence(event),
                cause);
        letters.park(name, ofRebuild, event, String.valueOf(cause.getMessage()), FIRST_PAUSE);
    }
}
