package io.medicaledu.audit.query;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.medicaledu.access.api.AccessEvent;
import io.medicaledu.booking.api.BookingEvent;
import io.medicaledu.catalog.api.CourseEvent;
import io.medicaledu.identity.api.UserEvent;
import io.medicaledu.learning.api.EnrollmentEvent;
import io.medicaledu.notification.api.NotificationEvent;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.promotion.api.PromoCodeEvent;
import io.medicaledu.rating.api.RatingEvent;
import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.subscription.api.SubscriptionEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What events do to the tables of the schema that this platform replaces, one event at a time. The tables' own projections
 * say the same for many events at once; a test holds both against each other, event type by event type.
 */
final class RowChanges {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private RowChanges() {}

    /** In the order in which they are told; none if the event says nothing of a row. */
    static List<RowChange> of(DomainEventMessage<?> message) {
        Instant at = message.getTimestamp();
        MetaData metaData = message.getMetaData();
        return switch (message.getPayload()) {
            case UserEvent event -> UserChanges.of(event, message);
            case AccessEvent event -> AccessChanges.of(event);
            case CourseEvent event -> CourseChanges.of(event);
            case SlotEvent event -> SlotChanges.of(event, at);
            case BookingEvent event -> BookingChanges.of(event, at);
            case PaymentEvent event -> PaymentChanges.of(event, at, metaData);
            case EnrollmentEvent event -> EnrollmentChanges.of(event, at);
            case RatingEvent event -> RatingChanges.of(event);
            case PromoCodeEvent event -> PromoCodeChanges.of(event);
            case NotificationEvent event -> NotificationChanges.of(event);
            case SubscriptionEvent event -> SubscriptionChanges.of(event);
            default -> List.of(ofItsOwn(message));
        };
    }

    /** What the schema did not have: receipts, series, announcements, decisions about differences. */
    private static RowChange ofItsOwn(DomainEventMessage<?> message) {
        RowChange change = new RowChange(message.getType(), UUID.fromString(message.getAggregateIdentifier()));
        JSON.readValue(JSON.writeValueAsString(message.getPayload()), ObjectNode.class)
                .properties()
                .forEach(field -> change.set(field.getKey(), field.getValue()));
        return change;
    }
}
