package io.medicaledu.app.feed;

import io.medicaledu.app.database.ShadowTables;
import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.eventstore.LongTransactions;
import io.medicaledu.app.feed.FeedTransactions.HandlingException;
import io.medicaledu.app.feed.RebuildTable.Rebuild;
import io.medicaledu.app.feed.RebuildTable.Stage;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.shared.query.ProjectionRebuilds.Purpose;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Builds projections anew beside the tables that are read. Each batch is a transaction with the position in it, so a crash
 * costs a batch at most. Those at the same position go together.
 */
@Component
final class RebuildWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWorker.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHILE_SOMEBODY_WAITS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 5;
    /** What fails so often does not pass by itself. */
    private static final int ATTEMPTS = 2;

    private static final String LOCK_TIMEOUT = "55P03";

    private final Followers followers;
    private final FollowerTable table;
    private final RebuildTable rebuilds;
    private final Shadows shadows;
    private final RebuildEnds ends;
    private final FeedTransactions transactions;
    private final Parking parking;
    private final DeadLetterTable letters;
    private final LongTransactions longTransactions;
    private final ReadAhead readAhead;
    private final Worker worker = Worker.pacedBy("projection-rebuild", this::work);

    RebuildWorker(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            RebuildTable rebuilds,
            Shadows shadows,
            RebuildEnds ends,
            FeedTransactions transactions,
            Parking parking,
            DeadLetterTable letters,
            LongTransactions longTransactions) {
        this.followers = followers;
        this.table = table;
        this.rebuilds = rebuilds;
        this.shadows = shadows;
        this.ends = ends;
        this.transactions = transactions;
        this.parking = parking;
        this.letters = letters;
        this.longTransactions = longTransactions;
        this.readAhead = new ReadAhead(tail);
    }

    /** There is one to begin with. */
    void wake() {
        worker.wake();
    }

    /** @return how long to wait for the next request */
    private Duration work() {
        List<Rebuild> all = rebuilds.all();
        List<Rebuild> due = all.stream()
                .filter(it -> it.isDue() && followers.names().contains(it.projection()))
                .toList();
        if (due.isEmpty()) {
            return all.isEmpty() ? PAUSE : PAUSE_WHILE_SOMEBODY_WAITS;
        }
        return step(due) ? Duration.ZERO : PAUSE_WHILE_SOMEBODY_WAITS;
    }

    private boolean step(List<Rebuild> due) {
        for (Rebuild rebuild : due) {
            if (rebuild.stage() == Stage.Requested) {
                return prepare(rebuild);
            }
        }
        long goal = table.group().position();
        FarBehind behind = FarBehind.of(due.stream().map(Rebuild::member).toList(), goal);
        FarBehind.Stretch stretch = behind.read(readAhead, goal);
        if (!stretch.isEnd()) {
            return fill(behind, stretch, goal, due);
        }
        boolean isAnyDone = false;
        for (Rebuild rebuild : due) {
            if (behind.names().contains(rebuild.projection())) {
                isAnyDone |= attempt(rebuild, () -> finish(rebuild, behind, goal));
            }
        }
        return isAnyDone;
    }

    private boolean prepare(Rebuild rebuild) {
        return attempt(
                rebuild,
                () -> transactions.commit(transaction -> {
                    if (rebuilds.lock(List.of(rebuild.projection()), rebuild.position())
                            .isEmpty()) {
                        return false;
                    }
                    shadows.create(rebuild.projection());
                    letters.forgetRebuild(rebuild.projection());
                    rebuilds.enter(Stage.Filling, rebuild.projection());
                    return true;
                }));
    }

    private boolean fill(FarBehind behind, FarBehind.Stretch stretch, long goal, List<Rebuild> due) {
        try {
            return fill(behind, stretch);
        } catch (HandlingException e) {
            LOG.debug("{} failed after position {}", behind.names(), behind.from(), e);
        }
        // One after the other, one event: what fails is known then.
        boolean isAnyDone = false;
        for (Rebuild rebuild : due) {
            if (behind.names().contains(rebuild.projection())) {
                isAnyDone |= attempt(rebuild, () -> fillOne(rebuild, behind.oneEventFor(rebuild.projection()), goal));
            }
        }
        return isAnyDone;
    }

    private boolean fillOne(Rebuild rebuild, FarBehind one, long goal) {
        FarBehind.Stretch stretch = one.read(readAhead, goal);
        try {
            return fill(one, stretch);
        } catch (HandlingException e) {
            if (rebuild.attempts() >= ATTEMPTS
                    && !stretch.events().isEmpty()
                    && parking.ofRebuild(
                            rebuild.projection(), one.from(), stretch.events().getFirst(), e)) {
                return true;
            }
            throw e;
        }
    }

    /** @return false if another node is at it */
    private boolean fill(FarBehind behind, FarBehind.Stretch stretch) {
        long begin = System.nanoTime();
        return ShadowTables.instead(() -> transactions.commit(transaction -> {
            List<String> locked = rebuilds.lock(behind.names(), behind.from());
            if (locked.isEmpty()) {
                return false;
            }
            if (stretch.events().isEmpty()) {
                rebuilds.move(locked, stretch.to(), stretch.to() - behind.from());
            } else {
                FeedBatch.ofAll(followers, letters.parked(followers.allBut(locked), true))
                        .handle(transaction, stretch.events(), handled -> {
                            letters.addBehind(handled.waiting(), true);
                            rebuilds.move(locked, stretch.to(), rate(stretch.to() - behind.from(), begin));
                        });
            }
            return true;
        }));
    }

    private static long rate(long positions, long begin) {
        long millis = Math.max(Duration.ofNanos(System.nanoTime() - begin).toMillis(), 1);
        return positions * Duration.ofSeconds(1).toMillis() / millis;
    }

    private boolean finish(Rebuild rebuild, FarBehind behind, long goal) {
        try {
            return switch (rebuild.stage()) {
                case Requested -> false;
                case Filling -> index(rebuild);
                case Indexed ->
                    ShadowTables.instead(() -> transactions.commit(transaction -> end(rebuild, transaction)));
            };
        } catch (HandlingException e) {
            LOG.debug("The end of the rebuild of {} failed", rebuild.projection(), e);
            FarBehind one = behind.oneEventFor(rebuild.projection());
            if (isLockTimeout(e) || one.read(readAhead, goal).events().isEmpty()) {
                throw e;
            }
            return fillOne(rebuild, one, goal);
        }
    }

    /** Somebody reads the tables for long. */
    private static boolean isLockTimeout(HandlingException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException e && LOCK_TIMEOUT.equals(e.getSQLState());
    }

    private boolean end(Rebuild rebuild, UnitOfWork<?> transaction) throws Exception {
        return rebuild.purpose() == Purpose.Replace
                ? ends.replace(transaction, rebuild.projection(), rebuild.position())
                : ends.compare(transaction, rebuild.projection(), rebuild.position());
    }

    private boolean index(Rebuild rebuild) {
        return transactions.commit(transaction -> {
            if (rebuilds.lock(List.of(rebuild.projection()), rebuild.position()).isEmpty()) {
                return false;
            }
            longTransactions.announce();
            shadows.index(rebuild.projection());
            rebuilds.enter(Stage.Indexed, rebuild.projection());
            return true;
        });
    }

    /** What fails is tried again more and more rarely, and stops no other. */
    private boolean attempt(Rebuild rebuild, ScopedValue.CallableOp<Boolean, HandlingException> step) {
        try {
            return step.call();
        } catch (HandlingException e) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(rebuild.attempts(), MOST_DOUBLINGS));
            // Somebody who reads the tables for long is no news; a handler that fails is, once.
            LOG.atLevel(rebuild.attempts() == 0 ? Level.WARN : Level.DEBUG)
                    .setCause(e)
                    .log(
                            "{} cannot be built anew after position {}; next attempt in {}",
                            rebuild.projection(),
                            rebuild.position(),
                            pause);
            rebuilds.failed(rebuild.projection(), String.valueOf(e.getMessage()), pause);
            return true;
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
