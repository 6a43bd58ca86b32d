package io.medicaledu.audit.query;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.identity.api.UserEvent.EmailConfirmed;
import io.medicaledu.identity.api.UserEvent.UserActivated;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an event says about the entity, as columns: its own fields, and the state that its name stands for. */
final class AuditedValues {

    private static final List<String> SECRET = List.of("sessionTokenHash", "tokenHash");

    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private AuditedValues() {}

    /** As they are read back from the database, so that both can be compared. */
    static ObjectNode of(Object event) {
        ObjectNode values = JSON.readValue(JSON.writeValueAsString(event), ObjectNode.class);
        values.remove(SECRET);
        switch (event) {
            case BookingRequested ignored -> values.put("status", "Pending");
            case BookingConfirmed ignored -> values.put("status", "Confirmed");
            case BookingReinstated ignored -> values.put("status", "Confirmed");
            case BookingCancelled ignored -> values.put("status", "Cancelled");
            case BookingCompleted ignored -> values.put("status", "Completed");
            case BookingMarkedNoShow ignored -> values.put("status", "NoShow");
            case BookingRescheduled ignored -> values.put("status", "Rescheduled");
            case PaymentStarted ignored -> values.put("status", "Pending");
            case PaymentCaptured ignored -> values.put("status", "Succeeded");
            case PaymentDeclined ignored -> values.put("status", "Failed");
            case PaymentCancelled ignored -> values.put("status", "Cancelled");
            case RefundSucceeded refund ->
                values.put("status", refund.fullyRefunded() ? "Refunded" : "PartiallyRefunded");
            case CoursePublished ignored -> values.put("isPublished", true);
            case CourseCreated ignored -> values.put("isPublished", false);
            case CourseUnpublished ignored -> values.put("isPublished", false);
            case UserRegistered ignored -> values.put("isActive", true);
            case UserActivated ignored -> values.put("isActive", true);
            case PromoCodeCreated ignored -> values.put("isActive", true);
            case PromoCodeActivated ignored -> values.put("isActive", true);
            case StudentEnrolled ignored -> values.put("isActive", true);
            case EnrollmentReactivated ignored -> values.put("isActive", true);
            case UserDeactivated ignored -> values.put("isActive", false);
            case PromoCodeDeactivated ignored -> values.put("isActive", false);
            case EnrollmentDeactivated ignored -> values.put("isActive", false);
            case SlotCancelled ignored -> values.put("isCancelled", true);
            case EmailConfirmed ignored -> values.put("emailConfirmed", true);
            default -> {
                // Its fields say it all.
            }
        }
        return values;
    }
}
