package io.medicaledu.subscription.command;

import io.medicaledu.shared.Problem;
import io.medicaledu.subscription.api.SubscriptionCommand.CreateSubscription;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionChanged;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionDeleted;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionPaused;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionResumed;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionRewound;
import io.medicaledu.subscription.api.WebhookSecret;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the delivery goes by, written in the transaction of the events. Each change takes the subscription away from whoever
 * delivers just now: what they find out afterwards is about something else.
 */
@Component
@ProcessingGroup("claims")
class Subscriptions {

    private final JdbcClient jdbc;
    private final Clock clock;

    Subscriptions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void open(CreateSubscription command) {
        jdbc.sql("""
                        INSERT INTO command_side.subscriptions (subscription_id, url, types, secret, position, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        command.subscriptionId(),
                        command.url(),
                        command.types().toArray(String[]::new),
                        command.secret().text(),
                        command.position(),
                        now())
                .update();
    }

    /** Shown to whoever has created it, again if the request is repeated. */
    WebhookSecret secretOf(UUID subscriptionId) {
        return jdbc.sql("SELECT secret FROM command_side.subscriptions WHERE subscription_id = ?")
                .param(subscriptionId)
                .query(String.class)
                .optional()
                .map(WebhookSecret::new)
                .orElseThrow(() -> Problem.notFound("subscription"));
    }

    /** The last position that has an event, whether or not one before may still follow. */
    long lastPosition() {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_events")
                .query(Long.class)
                .single();
    }

    /** What has failed may go well elsewhere: it is tried at once. */
    @EventHandler
    void on(SubscriptionChanged event) {
        jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET url = ?, types = ?, lease = NULL, attempts = 0, failing_since = NULL, last_error = NULL,
                            next_attempt_at = ?
                        WHERE subscription_id = ?""")
                .params(event.url(), event.types().toArray(String[]::new), now(), event.subscriptionId())
                .update();
    }

    @EventHandler
    void on(SubscriptionPaused event) {
        jdbc.sql("""
                        UPDATE command_side.subscriptions SET paused_because = ?, lease = NULL, next_attempt_at = NULL
                        WHERE subscription_id = ?""").params(event.reason().name(), event.subscriptionId()).update();
    }

    @EventHandler
    void on(SubscriptionResumed event) {
        jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET paused_because = NULL, lease = NULL, attempts = 0, failing_since = NULL, last_error = NULL,
                            next_attempt_at = ?
                        WHERE subscription_id = ?""").params(now(), event.subscriptionId()).update();
    }

    @EventHandler
    void on(SubscriptionRewound event) {
        jdbc.sql("""
                        UPDATE command_side.subscriptions
                        SET position = ?, lease = NULL, attempts = 0, failing_since = NULL, last_error = NULL,
                            next_attempt_at = ?
                        WHERE subscription_id = ?""").params(event.position(), now(), event.subscriptionId()).update();
    }

    @EventHandler
    void on(SubscriptionDeleted event) {
        jdbc.sql("DELETE FROM command_side.subscriptions WHERE subscription_id = ?")
                .param(event.subscriptionId())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
