package io.medicaledu.audit.query;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
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
        switch (event.getClass().getSimpleName()) {
            case "BookingRequested" -> values.put("status", "Pending");
            case "BookingConfirmed", "BookingReinstated" -> values.put("status", "Confirmed");
            case "BookingCancelled" -> values.put("status", "Cancelled");
            case "BookingCompleted" -> values.put("status", "Completed");
            case "BookingMarkedNoShow" -> values.put("status", "NoShow");
            case "BookingRescheduled" -> values.put("status", "Rescheduled");
            case "PaymentStarted" -> values.put("status", "Pending");
            case "PaymentCaptured" -> values.put("status", "Succeeded");
            case "PaymentDeclined" -> values.put("status", "Failed");
            case "PaymentCancelled" -> values.put("status", "Cancelled");
            case "RefundSucceeded" ->
                values.put("status", values.path("fullyRefunded").asBoolean() ? "Refunded" : "PartiallyRefunded");
            case "CoursePublished" -> values.put("isPublished", true);
            case "CourseCreated", "CourseUnpublished" -> values.put("isPublished", false);
            case "UserRegistered",
                    "UserActivated",
                    "PromoCodeCreated",
                    "PromoCodeActivated",
                    "StudentEnrolled",
                    "EnrollmentReactivated" -> values.put("isActive", true);
            case "UserDeactivated", "PromoCodeDeactivated", "EnrollmentDeactivated" -> values.put("isActive", false);
            case "SlotCancelled" -> values.put("isCancelled", true);
            case "EmailConfirmed" -> values.put("emailConfirmed", true);
            default -> {
                // Its fields say it all.
            }
        }
        return values;
    }
}
