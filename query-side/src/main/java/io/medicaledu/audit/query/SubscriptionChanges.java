package io.medicaledu.audit.query;

import io.medicaledu.subscription.api.SubscriptionEvent;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionChanged;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionCreated;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionDeleted;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionPaused;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionResumed;
import io.medicaledu.subscription.api.SubscriptionEvent.SubscriptionRewound;
import java.util.List;

/** What events of subscriptions do to them; the position is told where somebody has set it. */
final class SubscriptionChanges {

    private SubscriptionChanges() {}

    static List<RowChange> of(SubscriptionEvent event) {
        RowChange change = new RowChange("Subscription", event.subscriptionId());
        return List.of(
                switch (event) {
                    case SubscriptionCreated e ->
                        change.set("url", e.url())
                                .set("types", e.types())
                                .set("position", e.position())
                                .set("isPaused", false);
                    case SubscriptionChanged e -> change.set("url", e.url()).set("types", e.types());
                    case SubscriptionPaused e -> change.set("isPaused", true).set("pausedBecause", e.reason());
                    case SubscriptionResumed e -> change.set("isPaused", false).set("pausedBecause", null);
                    case SubscriptionRewound e ->
                        change.set("position", e.position()).as(AuditActionType.Update);
                    case SubscriptionDeleted e -> change.as(AuditActionType.Delete);
                });
    }
}
