package io.medicaledu.subscription.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.medicaledu.subscription.api.SubscriptionCommand.ChangeSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.CreateSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.DeleteSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.PauseSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.ResumeSubscription;
import io.medicaledu.subscription.api.SubscriptionCommand.RewindSubscription;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionChanged;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionCreated;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionDeleted;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionPaused;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionResumed;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionRewound;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** Where the feed is pushed to, as admins want it. How far it is stands in {@link Subscriptions}. */
@Aggregate
class Subscription {

    @AggregateIdentifier
    private UUID subscriptionId;

    private String url;
    private List<String> types;
    private boolean paused;

    Subscription(CreateSubscription command) {
        apply(new SubscriptionCreated(command.subscriptionId(), command.url(), command.types(), command.position()));
    }

    @CommandHandler
    void handle(ChangeSubscription command) {
        String newUrl = command.url().require("url", url);
        List<String> newTypes = command.types().of(types, List.of());
        if (!newUrl.equals(url) || !newTypes.equals(types)) {
            apply(new SubscriptionChanged(subscriptionId, newUrl, newTypes));
        }
    }

    @CommandHandler
    void handle(PauseSubscription command) {
        if (!paused) {
            apply(new SubscriptionPaused(subscriptionId, command.reason()));
        }
    }

    @CommandHandler
    void handle(ResumeSubscription command) {
        if (paused) {
            apply(new SubscriptionResumed(subscriptionId));
        }
    }

    /** Always told: where it was before is not known here. */
    @CommandHandler
    void handle(RewindSubscription command) {
        apply(new SubscriptionRewound(subscriptionId, command.position()));
    }

    @CommandHandler
    void handle(DeleteSubscription command) {
        apply(new SubscriptionDeleted(subscriptionId));
    }

    @EventSourcingHandler
    void on(SubscriptionCreated event) {
        subscriptionId = event.subscriptionId();
        url = event.url();
        types = event.types();
    }

    @EventSourcingHandler
    void on(SubscriptionChanged event) {
        url = event.url();
        types = event.types();
    }

    @EventSourcingHandler
    void on(SubscriptionPaused event) {
        paused = true;
    }

    @EventSourcingHandler
    void on(SubscriptionResumed event) {
        paused = false;
    }

    @EventSourcingHandler
    void on(SubscriptionDeleted event) {
        markDeleted();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Subscription() {}
}
