package io.medicaledu.subscription.api;

import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a subscription. Its secret is in none of them, and how far it is is no event. */
public sealed interface SubscriptionEvent {

    /** The subscription. */
    UUID subscriptionId();

    /**
     * An admin has the feed pushed to a receiver.
     *
     * @param url where the events are posted to
     * @param types of events, or beginnings of several with a star; none means all
     * @param position after which it begins
     */
    @Revision("1")
    record SubscriptionCreated(UUID subscriptionId, String url, List<String> types, long position)
            implements SubscriptionEvent {}

    /**
     * It goes to another receiver, or tells of other events, from now on.
     *
     * @param url where the events are posted to
     * @param types of events, or beginnings of several with a star; none means all
     */
    @Revision("1")
    record SubscriptionChanged(UUID subscriptionId, String url, List<String> types) implements SubscriptionEvent {}

    /** An admin has stopped it, or the receiver would not have it for too long. Nothing is skipped. */
    @Revision("1")
    record SubscriptionPaused(UUID subscriptionId, PauseReason reason) implements SubscriptionEvent {}

    /** It goes on with the event that was not taken. */
    @Revision("1")
    record SubscriptionResumed(UUID subscriptionId) implements SubscriptionEvent {}

    /**
     * An admin has it tell once more, or leave something out.
     *
     * @param position after which it goes on, whatever was delivered before
     */
    @Revision("1")
    record SubscriptionRewound(UUID subscriptionId, long position) implements SubscriptionEvent {}

    /** It is over; its secret is gone. */
    @Revision("1")
    record SubscriptionDeleted(UUID subscriptionId) implements SubscriptionEvent {}
}
