package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventTail;
import io.medicaledu.app.eventstore.LongTransactions;
import io.medicaledu.shared.query.ProjectionRebuilds.Outcome;
import io.medicaledu.shared.query.ProjectionRebuilds.TableReport;
import java.util.List;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last step of a rebuild, once it is nearly where the others are: its tables are put in, or held against the others. */
@Component
class RebuildEnds {

    private final EventTail tail;
    private final Followers followers;
    private final FollowerTable table;
    private final RebuildTable rebuilds;
    private final Shadows shadows;
    private final ShadowComparison comparison;
    private final DeadLetterTable letters;
    private final LongTransactions longTransactions;
    private final JdbcClient jdbc;

    RebuildEnds(
            EventTail tail,
            Followers followers,
            FollowerTable table,
            RebuildTable rebuilds,
            Shadows shadows,
            ShadowComparison comparison,
            DeadLetterTable letters,
            LongTransactions longTransactions,
            JdbcClient jdbc) {
        this.tail = tail;
        this.followers = followers;
        this.table = table;
        this.rebuilds = rebuilds;
        this.shadows = shadows;
        this.comparison = comparison;
        this.letters = letters;
        this.longTransactions = longTransactions;
        this.jdbc = jdbc;
    }

    /**
     * All others stand still meanwhile. Whoever reads the tables for longer makes it fail: it is shorter than what would be
     * taken for a deadlock, and tried again.
     *
     * @return false if another node is at it
     */
    boolean replace(UnitOfWork<?> transaction, String projection, long from) throws Exception {
        jdbc.sql("SET LOCAL lock_timeout = '500ms'").update();
        // The audit log is held against the one that is read.
        jdbc.sql("SET LOCAL statement_timeout = '5min'").update();
        long goal = table.lockGroup().position();
        return finish(transaction, projection, from, goal, position -> {
            shadows.swap(projection);
            letters.adopt(projection);
            rebuilds.end(projection, Outcome.Replaced, position, List.of());
            table.rejoin(List.of(projection));
        });
    }

    /**
     * In a snapshot, in which the tables that are read are at one position; nobody stands still.
     *
     * @return false if another node is at it
     */
    boolean compare(UnitOfWork<?> transaction, String projection, long from) throws Exception {
        jdbc.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update();
        longTransactions.announce();
        long goal = table.everybody().positionOf(projection);
        if (goal < from) {
            throw new IllegalStateException(projection + " is apart at position " + goal
                    + ": it can be compared once it is back with the others");
        }
        return finish(transaction, projection, from, goal, position -> {
            List<TableReport> tables = comparison.compare(projection);
            boolean isSame = tables.stream().allMatch(each -> each.differences().isEmpty());
            shadows.drop(projection);
            letters.forgetRebuild(projection);
            rebuilds.end(projection, isSame ? Outcome.Same : Outcome.Different, position, tables);
        });
    }

    private boolean finish(UnitOfWork<?> transaction, String projection, long from, long goal, LongConsumer end)
            throws Exception {
        List<String> locked = goal < from ? List.of() : rebuilds.lock(List.of(projection), from);
        if (locked.isEmpty()) {
            return false;
        }
        List<TrackedEventMessage<?>> events = FarBehind.upTo(goal, tail.stored(from, FarBehind.BATCH, goal));
        if (events.isEmpty()) {
            end.accept(goal);
            return true;
        }
        boolean isAll = events.size() < FarBehind.BATCH;
        // The last handler but the transaction's own: those who are told first have been added last.
        transaction.onCommit(committing -> {
            if (isAll) {
                shadows.flush();
                end.accept(goal);
            }
        });
        FeedBatch.ofAll(followers, letters.parked(followers.allBut(locked), true))
                .handle(transaction, events, handled -> {
                    letters.addBehind(handled.waiting(), true);
                    if (!isAll) {
                        rebuilds.move(locked, handled.position(), null);
                    }
                });
        return true;
    }
}
