package io.medicaledu.payment.reconciliation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks for a comparison with each provider every night, on one node. */
@Configuration(proxyBeanMethods = false)
class ReconciliationSchedule {

    private static final String NAME = "reconciliation";

    @Bean
    RecurringTask<Void> nightlyReconciliation(
            ReconciliationProperties properties, Books books, Runs runs, ReconciliationWorker worker, Clock clock) {
        return Tasks.recurring(NAME, Schedules.cron(properties.schedule(), properties.zone()))
                .execute((instance, context) -> {
                    Instant now = clock.instant();
                    Period period = new Period(now.minus(properties.window()), now);
                    books.providers().forEach(provider -> runs.request(provider, period, "schedule"));
                    worker.wake();
                });
    }
}
