package io.medicaledu.scheduling.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.scheduling.api.SeriesEvent.SeriesCancelled;
import io.medicaledu.scheduling.api.SeriesEvent.SeriesCreated;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** Slots that were opened together by one rule. */
@Aggregate
class SlotSeries {

    @AggregateIdentifier
    private UUID seriesId;

    private UUID courseId;

    SlotSeries(SeriesCreated created) {
        apply(created);
    }

    UUID courseId() {
        return courseId;
    }

    void cancelled(String reason, List<UUID> slotIds) {
        apply(new SeriesCancelled(seriesId, reason, slotIds));
    }

    @EventSourcingHandler
    void on(SeriesCreated event) {
        seriesId = event.seriesId();
        courseId = event.courseId();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    SlotSeries() {}
}
