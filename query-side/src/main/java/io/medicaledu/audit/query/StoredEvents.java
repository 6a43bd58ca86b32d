package io.medicaledu.audit.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Turns rows of the event store into events as everybody else reads them: raised to revisions that records understand, with
 * times to the millisecond.
 */
@Component
class StoredEvents {

    private final Serializer serializer;
    private final EventUpcaster upcaster;

    StoredEvents(@Qualifier("eventSerializer") Serializer serializer, EventUpcaster upcaster) {
        this.serializer = serializer;
        this.upcaster = upcaster;
    }

    /** @param row with all columns of the table */
    DomainEventMessage<?> message(ResultSet row) throws SQLException {
        TrackedDomainEventData<String> data = new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")),
                new GenericDomainEventEntry<>(
                        row.getString("type"),
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        row.getString("event_identifier"),
                        row.getObject("time_stamp", OffsetDateTime.class).toInstant(),
                        row.getString("payload_type"),
                        row.getString("payload_revision"),
                        row.getString("payload"),
                        row.getString("meta_data")));
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(data), serializer, upcaster)
                .map(message -> (DomainEventMessage<?>) message)
                .findFirst()
                .orElseThrow();
    }
}
