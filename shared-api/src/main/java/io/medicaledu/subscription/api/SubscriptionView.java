package io.medicaledu.subscription.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, and how far it is.
 *
 * @param types of events, or beginnings of several with a star; none means all
 * @param state {@code Active} or {@code Paused}
 * @param pausedBecause null unless it is paused
 * @param position up to here everything was delivered, or is not wanted
 * @param lag how many positions there are between this and the end of the feed
 * @param attempts how often the next event has failed; 0 if it has not
 * @param failingSince when it failed first; null if it has not
 * @param lastError of the latest attempt that has failed; null if the next event has not failed
 * @param nextAttemptAt null unless something has failed and is tried again
 * @param lastDeliveryAt when an event was taken last; null if none was
 */
public record SubscriptionView(
        UUID subscriptionId,
        String url,
        List<String> types,
        String state,
        @Nullable PauseReason pausedBecause,
        long position,
        long lag,
        int attempts,
        @Nullable Instant failingSince,
        @Nullable String lastError,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant lastDeliveryAt,
        Instant createdAt) {}
