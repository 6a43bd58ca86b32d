package io.medicaledu.app.axon;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines in PostgreSQL. A saga that ends, or has come to its next step, cancels its deadline; one that is just being
 * executed, or was when its node died, is let go: it finds nobody, or somebody whom it does not concern any more.
 * Otherwise the saga's processor would stand still until the scheduler gives it up.
 */
final class Deadlines extends DbSchedulerDeadlineManager {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    Deadlines(DbSchedulerDeadlineManager.Builder builder) {
        super(builder);
    }

    @Override
    protected void runOnPrepareCommitOrNow(Runnable deadlineCall) {
        super.runOnPrepareCommitOrNow(() -> {
            try {
                deadlineCall.run();
            } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
                // The second one: it was taken up between being looked at and being removed.
                LOG.debug("A deadline is executed already and cannot be cancelled", e);
            }
        });
    }
}
