package io.medicaledu.app.ops;

import io.medicaledu.audit.query.ProjectionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What an operator wants to be warned of: projections that fall behind, and queues that grow. Counted every 5 s, so that
 * scraping costs nothing.
 */
@Component
class PlatformMetrics {

    private static final String COUNTS = """
            SELECT 'medicaledu.outbox.depth' AS name, CASE WHEN parked THEN 'parked' ELSE 'due' END AS state, count(*) AS n
            FROM command_side.outbox GROUP BY 2
            UNION ALL
            SELECT 'medicaledu.inbox.depth', state, count(*) FROM command_side.webhook_inbox
            WHERE state IN ('Received', 'Unmatched', 'Parked') GROUP BY state
            UNION ALL
            SELECT 'medicaledu.notifications.depth', CASE WHEN parked THEN 'parked' ELSE 'due' END, count(*)
            FROM command_side.notification_deliveries GROUP BY 2
            UNION ALL
            SELECT 'medicaledu.cancellations.depth', CASE WHEN last_error IS NULL THEN 'due' ELSE 'failing' END, count(*)
            FROM command_side.booking_cancellations GROUP BY 2
            UNION ALL
            SELECT 'medicaledu.reconciliation.differences', 'open', count(*)
            FROM command_side.reconciliation_differences WHERE state = 'Open'
            UNION ALL
            SELECT 'medicaledu.reconciliation.runs', 'failed', count(*) FROM (
                SELECT DISTINCT ON (provider) state FROM command_side.reconciliation_runs
                WHERE state IN ('Succeeded', 'Failed') ORDER BY provider, number DESC) AS latest
            WHERE latest.state = 'Failed'
            UNION ALL
            SELECT 'medicaledu.sagas', 'BookingPaymentSaga', count(*) FROM process_manager.booking_payments
            UNION ALL
            SELECT 'medicaledu.sagas', 'RefundSaga', count(*) FROM process_manager.refunds
            """;

    private final MeterRegistry registry;
    private final ProjectionStatus projections;
    private final JdbcClient jdbc;
    private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();

    PlatformMetrics(MeterRegistry registry, ProjectionStatus projections, JdbcClient jdbc) {
        this.registry = registry;
        this.projections = projections;
        this.jdbc = jdbc;
        for (String state : new String[] {"due", "parked"}) {
            gauge("medicaledu.outbox.depth", "state", state);
            gauge("medicaledu.notifications.depth", "state", state);
        }
        for (String state : new String[] {"due", "failing"}) {
            gauge("medicaledu.cancellations.depth", "state", state);
        }
        for (String state : new String[] {"Received", "Unmatched", "Parked"}) {
            gauge("medicaledu.inbox.depth", "state", state);
        }
        gauge("medicaledu.reconciliation.differences", "state", "open");
        gauge("medicaledu.reconciliation.runs", "state", "failed");
        for (String saga : new String[] {"BookingPaymentSaga", "RefundSaga"}) {
            gauge("medicaledu.sagas", "type", saga);
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void measure() {
        projections.all().forEach(status -> {
            gauge("medicaledu.projection.lag", "processor", status.name()).set(status.lag());
            gauge("medicaledu.projection.parked", "processor", status.name()).set(status.parked());
        });
        values.forEach((key, value) -> {
            if (!key.startsWith("medicaledu.projection.")) {
                value.set(0);
            }
        });
        jdbc.sql(COUNTS)
                .query((row, index) -> {
                    String name = row.getString("name");
                    gauge(name, name.endsWith("sagas") ? "type" : "state", row.getString("state"))
                            .set(row.getLong("n"));
                    return name;
                })
                .list();
    }

    private AtomicLong gauge(String name, String tag, String tagValue) {
        return values.computeIfAbsent(name + '/' + tagValue, key -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(name, value, AtomicLong::get).tag(tag, tagValue).register(registry);
            return value;
        });
    }
}
