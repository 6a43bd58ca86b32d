package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.AppendedEvents;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/** Hands a batch the events that its own commands append. */
@Component
final class FollowUps implements AppendedEvents {

    @Override
    public void appended(List<TrackedEventMessage<?>> events) {
        FeedBatch batch = FeedBatch.current();
        if (batch != null) {
            batch.appended(events);
        }
    }

    @Override
    public void published() {
        FeedBatch batch = FeedBatch.current();
        if (batch != null) {
            batch.handleFollowUps();
        }
    }
}
