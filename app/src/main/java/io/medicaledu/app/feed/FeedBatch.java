package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.feed.DeadLetterTable.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The events that are handled in one transaction. What the commands of process managers append meanwhile is handled in
 * it as well, if nobody else has drawn a position in between: so a booking's next step costs no transaction of its own.
 */
final class FeedBatch {

    private static final String RESOURCE = FeedBatch.class.getName();
    /** Who waits for an aggregate that the batch has touched waits until its end. */
    private static final Duration LONGEST = Duration.ofMillis(100);

    private static final int MOST_FOLLOW_UPS = 500;

    private final Followers followers;
    private final Parked parked;
    private final boolean withFollowUps;
    private final long deadline;
    private final List<TrackedEventMessage<?>> appended = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean knowsWhatIsAppended;
    private boolean hasAppended;
    private int followUps;
    private long end;

    /** What is done in the batch's transaction when everything is handled. */
    @FunctionalInterface
    interface BeforeCommit {

        void handled(Handled handled);
    }

    /**
     * What a batch has done.
     *
     * @param position up to which everything is handled
     * @param isRepeatable whether the events alone say what the batch has done, since it has appended none itself
     * @param waiting what was not handled, as it waits behind a parked event
     */
    record Handled(long position, boolean isRepeatable, List<Waiting> waiting) {}

    private FeedBatch(Followers followers, Parked parked, boolean withFollowUps, Duration longest) {
        this.followers = followers;
        this.parked = parked;
        this.withFollowUps = withFollowUps;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /** @param parked who does not take part, and with what */
    static FeedBatch withFollowUps(Followers followers, Parked parked) {
        return new FeedBatch(followers, parked, true, LONGEST);
    }

    /** Only what it is given, but for no longer than others can wait. */
    static FeedBatch of(Followers followers, Parked parked) {
        return new FeedBatch(followers, parked, false, LONGEST);
    }

    /** All that it is given. */
    static FeedBatch ofAll(Followers followers, Parked parked) {
        return new FeedBatch(followers, parked, false, Duration.ofDays(1));
    }

    /**
     * Handles the events until the time for a batch is over; at least the first one.
     *
     * @param beforeCommit is told what was handled
     */
    void handle(UnitOfWork<?> transaction, List<TrackedEventMessage<?>> events, BeforeCommit beforeCommit)
            throws Exception {
        for (TrackedEventMessage<?> event : events) {
            handle(event);
            end = EventCursor.position(event);
            if (System.nanoTime() > deadline) {
                break;
            }
        }
        if (withFollowUps && end == EventCursor.position(events.getLast())) {
            transaction.resources().put(RESOURCE, this);
            knowsWhatIsAppended = true;
        }
        transaction.onCommit(committing ->
                beforeCommit.handled(new Handled(end, knowsWhatIsAppended && !hasAppended, List.copyOf(waiting))));
    }

    private void handle(TrackedEventMessage<?> event) throws Exception {
        List<Follower> withCommands = new ArrayList<>();
        for (Follower follower : followers.concernedBy(event.getPayloadType())) {
            String name = follower.getName();
            if (parked.isApart(name) || parked.isDropped(name, event)) {
                continue;
            }
            if (parked.isWaiting(name, event)) {
                waiting.add(new Waiting(name, event));
            } else if (follower.isProjection()) {
                follower.project(event);
            } else {
                withCommands.add(follower);
            }
        }
        if (!withCommands.isEmpty()) {
            handleInUnitOfWork(event, withCommands);
        }
    }

    /** The event's own, so that commands which it causes carry its story on. */
    private static void handleInUnitOfWork(EventMessage<?> event, List<Follower> concerned) throws Exception {
        UnitOfWork<EventMessage<?>> step = DefaultUnitOfWork.startAndGet(event);
        try {
            for (Follower follower : concerned) {
                follower.handle(event, step);
            }
        } catch (Exception | Error e) {
            step.rollback(e);
            throw e;
        }
        step.commit();
    }

    /** The batch whose transaction the current thread is about to commit. */
    static @Nullable FeedBatch current() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(RESOURCE) : null;
    }

    /** The batch's own commands have appended these. */
    void appended(List<TrackedEventMessage<?>> events) {
        hasAppended = true;
        appended.addAll(events);
    }

    /** Handles what was appended, unless there is a hole before it, which somebody else may fill. */
    void handleFollowUps() {
        List<TrackedEventMessage<?>> next = List.copyOf(appended);
        appended.clear();
        if (next.isEmpty() || !followsWithoutHole(next) || !isTimeLeft()) {
            return;
        }
        try {
            for (TrackedEventMessage<?> event : next) {
                handle(event);
                followUps++;
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FollowUpException(e);
        }
        end = EventCursor.position(next.getLast());
    }

    private boolean followsWithoutHole(List<TrackedEventMessage<?>> next) {
        return EventCursor.position(next.getFirst()) == end + 1
                && EventCursor.position(next.getLast()) == end + next.size();
    }

    private boolean isTimeLeft() {
        return followUps < MOST_FOLLOW_UPS && System.nanoTime() < deadline;
    }

    /** A handler has thrown a checked exception while the batch was about to be committed. */
    private static final class FollowUpException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private FollowUpException(Exception cause) {
            super(cause);
        }
    }
}
