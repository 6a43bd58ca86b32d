package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.fault.Fault;
import io.medicaledu.sandbox.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One attempt to deliver an event, with the fault that a test asked for. */
@Component
class WebhookAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookAttempt.class);

    private final WebhookPost post;
    private final Faults faults;
    private final SandboxProperties.WebhookRetry retry;
    private final Clock clock;

    WebhookAttempt(WebhookPost post, Faults faults, SandboxProperties properties, Clock clock) {
        this.post = post;
        this.faults = faults;
        this.retry = properties.webhookRetry();
        this.clock = clock;
    }

    Outcome make(Delivery delivery) {
        WebhookEvent event = delivery.event();
        Fault fault =
                faults.nextForDelivery(event.type(), delivery.attempts() == 1).orElse(null);
        if (fault == null) {
            return outcome(delivery, post.send(event));
        }
        return switch (fault.kind()) {
            case WEBHOOK_LOST -> new Outcome.Done(delivery.id());
            case WEBHOOK_LATE, WEBHOOK_REORDERED, DELAY ->
                new Outcome.Again(delivery.id(), Duration.ofMillis(fault.delayMillis()));
            case WEBHOOK_DOUBLED -> {
                post.send(event);
                yield outcome(delivery, post.send(event));
            }
            case WEBHOOK_WRONGLY_SIGNED -> outcome(delivery, post.sendWronglySigned(event));
            case ERROR_AFTER -> {
                post.send(event);
                yield outcome(delivery, false);
            }
            case ERROR_BEFORE, SERVER_ERROR_500, CONFLICT_409, RATE_LIMIT_429, PENDING, INSUFFICIENT_FUNDS ->
                outcome(delivery, false);
        };
    }

    private Outcome outcome(Delivery delivery, boolean taken) {
        if (taken) {
            return new Outcome.Done(delivery.id());
        }
        if (clock.instant().isAfter(delivery.since().plus(retry.giveUpAfter()))) {
            LOG.info("Gave up on event {}: nobody took it", delivery.event().id());
            return new Outcome.Done(delivery.id());
        }
        return new Outcome.Again(delivery.id(), retry.delayAfter(delivery.attempts()));
    }
}
