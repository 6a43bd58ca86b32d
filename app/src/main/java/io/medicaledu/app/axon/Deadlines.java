package io.medicaledu.app.axon;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines in PostgreSQL. A saga that ends, or has come to its next step, cancels its deadline; one that is just being
 * executed, or was when its node died, is let go: it finds nobody, or somebody whom it does not concern any more.
 * Otherwise the saga's processor would stand still until the scheduler gives it up.
 */
final class Deadlines extends DbSchedulerDeadlineManager {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Scheduler scheduler;

    Deadlines(DbSchedulerDeadlineManager.Builder builder, Scheduler scheduler) {
        super(builder.scheduler(scheduler));
        this.scheduler = scheduler;
    }

    @Override
    public void cancelSchedule(String deadlineName, String scheduleId) {
        runOnPrepareCommitOrNow(() -> {
            try {
                scheduler.cancel(new DbSchedulerDeadlineToken(scheduleId));
            } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException | ExecutionException e) {
                // The last one: it was taken up between being looked at and being removed.
                LOG.debug("{} is over, or executed already, and cannot be cancelled", deadlineName, e);
            }
        });
    }
}
