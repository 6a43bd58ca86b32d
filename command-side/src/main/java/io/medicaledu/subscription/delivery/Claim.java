package io.medicaledu.subscription.delivery;

import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.subscription.api.WebhookSecret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that this node pushes to for a while.
 *
 * @param lease nobody else has it while the row has this one
 * @param types none means all
 * @param position after which to go on
 * @param attempts how often the next event has failed
 */
record Claim(
        UUID subscriptionId,
        UUID lease,
        String url,
        WebhookSecret secret,
        List<String> types,
        long position,
        int attempts) {

    /** By name; null means all. */
    @Nullable
    List<String> typeNames() {
        return types.isEmpty()
                ? null
                : types.stream()
                        .flatMap(type -> EventCatalog.matching(type).stream())
                        .distinct()
                        .toList();
    }
}
