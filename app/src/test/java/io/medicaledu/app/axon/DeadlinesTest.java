package io.medicaledu.app.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cancelling a deadline takes it away, and never stops the saga that does so. */
class DeadlinesTest extends PlatformTest {

    private static final String NAME = "nobody-waits-for-it";

    @Autowired
    private DeadlineManager deadlines;

    @Test
    void aCancelledDeadlineIsGone() {
        String deadline = schedule();

        deadlines.cancelSchedule(NAME, deadline);
        deadlines.cancelSchedule(NAME, deadline);

        assertThat(count(deadline)).isZero();
    }

    @Test
    void oneThatIsBeingExecutedIsLetGo() {
        String deadline = schedule();
        jdbc.sql("""
                        UPDATE scheduler.scheduled_tasks SET picked = true, picked_by = 'a node', last_heartbeat = now()
                        WHERE task_instance = ?""").param(deadline).update();

        deadlines.cancelSchedule(NAME, deadline);

        assertThat(count(deadline)).isEqualTo(1);
        jdbc.sql("DELETE FROM scheduler.scheduled_tasks WHERE task_instance = ?")
                .param(deadline)
                .update();
    }

    private String schedule() {
        return deadlines.schedule(
                Instant.now().plus(Duration.ofDays(1)), NAME, null, new SagaScopeDescriptor("NoSaga", "none"));
    }

    private long count(String deadline) {
        return jdbc.sql("SELECT count(*) FROM scheduler.scheduled_tasks WHERE task_instance = ?")
                .param(deadline)
                .query(Long.class)
                .single();
    }
}
