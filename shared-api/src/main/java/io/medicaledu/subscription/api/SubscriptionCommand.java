package io.medicaledu.subscription.api;

import io.medicaledu.shared.Edit;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a subscription. All but pausing is for admins; what changes nothing is no error. */
public sealed interface SubscriptionCommand {

    UUID subscriptionId();

    /**
     * @param types none means all
     * @param position after which to begin
     */
    record CreateSubscription(
            @TargetAggregateIdentifier UUID subscriptionId,
            String url,
            WebhookSecret secret,
            List<String> types,
            long position)
            implements SubscriptionCommand {}

    record ChangeSubscription(
            @TargetAggregateIdentifier UUID subscriptionId, Edit<String> url, Edit<List<String>> types)
            implements SubscriptionCommand {}

    record PauseSubscription(@TargetAggregateIdentifier UUID subscriptionId, PauseReason reason)
            implements SubscriptionCommand {}

    record ResumeSubscription(@TargetAggregateIdentifier UUID subscriptionId) implements SubscriptionCommand {}

    /** @param position after which to go on */
    record RewindSubscription(@TargetAggregateIdentifier UUID subscriptionId, long position)
            implements SubscriptionCommand {}

    record DeleteSubscription(@TargetAggregateIdentifier UUID subscriptionId) implements SubscriptionCommand {}
}
