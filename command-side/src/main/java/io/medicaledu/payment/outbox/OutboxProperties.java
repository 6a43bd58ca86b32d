package io.medicaledu.payment.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls to payment providers are made.
 *
 * @param concurrency how many calls run at once on this node
 * @param maxUnexpectedFailures after how many attempts a call that fails for an unexpected reason is parked
 * @param maxBackOff the longest pause between two attempts of a call that keeps failing
 */
@ConfigurationProperties("medicaledu.payment.outbox")
public record OutboxProperties(
        @DefaultValue("16") int concurrency,
        @DefaultValue("20") int maxUnexpectedFailures,
        @DefaultValue("5m") Duration maxBackOff) {}
