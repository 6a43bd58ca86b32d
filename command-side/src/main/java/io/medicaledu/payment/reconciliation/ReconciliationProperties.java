package io.medicaledu.payment.reconciliation;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When providers' books are compared with ours.
 *
 * @param schedule a cron expression with seconds, e.g. {@code 0 30 2 * * *}; {@code -} for never
 * @param zone in which it is meant
 * @param window how far back the scheduled comparison goes; a refund can still fail weeks after it was made
 * @param settleTime nothing younger is judged, as its webhook may be on its way
 */
@ConfigurationProperties("medicaledu.payment.reconciliation")
public record ReconciliationProperties(
        @DefaultValue("0 30 2 * * *") String schedule,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("35d") Duration window,
        @DefaultValue("10m") Duration settleTime) {}
