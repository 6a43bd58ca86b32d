package io.medicaledu.subscription.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;

/** What can be known of subscriptions; for admins and auditors. */
public sealed interface SubscriptionQuery {

    /** Answers {@link SubscriptionView}. */
    record FindSubscription(UUID subscriptionId) implements SubscriptionQuery {}

    /** Answers a page of {@link SubscriptionView}, newest first. */
    record FindSubscriptions(PageRequest page) implements SubscriptionQuery {}
}
