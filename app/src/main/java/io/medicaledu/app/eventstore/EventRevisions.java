package io.medicaledu.app.eventstore;

import io.medicaledu.app.eventstore.RevisionUpcaster.Step;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What events of older revisions did not say, though it is known (ADR 46). A component that only newer events can tell, and
 * that is null in older ones, needs nothing here.
 */
final class EventRevisions {

    static final List<Step> STEPS = List.of(
            new Step("PaymentCaptured", "1", "2", EventRevisions::byStripe),
            new Step("PaymentFlagged", "1", "2", EventRevisions::byStripe),
            new Step("DisputeOpened", "1", "2", EventRevisions::withAllWithdrawn),
            new Step("BookingCancelled", "1", "2", EventRevisions::withRefundOfOnePayment),
            new Step("MeetingArranged", "1", "2", event -> event.put("changesUrl", false)),
            new Step("UserDeactivated", "1", "2", event -> event.put("endsBookings", false)));

    private EventRevisions() {}

    /** There was no other provider. */
    private static ObjectNode byStripe(ObjectNode event) {
        return event.put("provider", "Stripe");
    }

    /** A provider was thought to take all that is disputed. */
    private static ObjectNode withAllWithdrawn(ObjectNode event) {
        event.set("withdrawn", event.required("amount").deepCopy());
        return event;
    }

    /** A booking was paid by one payment, if at all. */
    private static ObjectNode withRefundOfOnePayment(ObjectNode event) {
        JsonNode payment = event.path("paymentId");
        JsonNode refund = event.required("refund");
        ArrayNode refunds = event.putArray("refunds");
        if (payment.isString() && refund.required("minorUnits").asLong() != 0) {
            refunds.addObject().put("paymentId", payment.asString()).set("amount", refund.deepCopy());
        }
        return event;
    }
}
