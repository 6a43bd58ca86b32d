package io.medicaledu.app.feed;

import io.medicaledu.audit.api.EventCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every event of the schema's tables in an order in which it could have happened: the golden files, all about the same
 * people, course, slot, bookings and payments.
 */
final class AuditedStory {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<UUID> own = new ArrayList<>();

    final UUID student = fresh();
    final UUID instructor = fresh();
    final UUID course = fresh();
    final UUID slot = fresh();
    final UUID booking = fresh();
    final UUID second = fresh();
    final UUID payment = fresh();
    final UUID material = fresh();
    private final UUID other = fresh();
    private final Map<String, UUID> ids = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** @param payload of the event's current revision */
    record Step(String type, JsonNode payload) {}

    AuditedStory() {
        ids.put("userId", student);
        ids.put("studentId", student);
        ids.put("instructorId", instructor);
        ids.put("formerInstructorId", instructor);
        ids.put("courseId", course);
        ids.put("slotId", slot);
        ids.put("bookingId", booking);
        ids.put("newBookingId", second);
        ids.put("paymentId", payment);
        ids.put("materialId", material);
        for (String name :
                List.of("promoCodeId", "enrollmentId", "notificationId", "sessionId", "refundId", "ratingId")) {
            ids.put(name, fresh());
        }
        people();
        catalogue();
        bookings();
        payments();
        learning();
        endings();
    }

    List<Step> steps() {
        return steps;
    }

    private void people() {
        tell(
                "UserRegistered",
                Map.of("userId", instructor, "email", Map.of("value", "i-" + instructor + "@example.org")));
        tell("UserRegistered", Map.of("email", Map.of("value", "s-" + student + "@example.org")));
        tell("UserProfileChanged");
        tell("UserRoleChanged");
        tell("EmailTokenIssued");
        tell("EmailConfirmed");
        tell("NotificationChannelsChosen");
        tell("CalendarLinkIssued");
        tell("CalendarLinkRevoked");
        tell("UserLoginFailed");
        tell("UserLocked");
        tell("UserLoginRefused");
        tell("UserUnlocked");
        tell("UserLoggedIn");
        tell("UserLoggedIn", Map.of("sessionId", fresh(), "sessionTokenHash", fresh()));
        tell("UserLoggedOut");
        tell("PasswordResetRequested");
        tell("PasswordResetTokenIssued");
        tell("PasswordChanged");
        tell("UserLoggedIn", Map.of("sessionId", fresh(), "sessionTokenHash", fresh()));
        tell("UserDeactivated");
        tell("UserActivated");
        tell("NotificationCreated");
        tell("NotificationNotSent");
        tell("NotificationSent");
        tell("NotificationRead");
        tell("NotificationCancelled");
    }

    private void catalogue() {
        tell("CourseCreated");
        tell("MaterialAdded");
        tell("CourseChanged");
        tell("BookingRulesSet");
        tell("CoursePublished");
        tell("MaterialChanged");
        tell("MaterialAdded", Map.of("materialId", other));
        tell("MaterialsOrdered", Map.of("materialIds", List.of(other, material)));
        tell("MaterialRemoved", Map.of("materialId", other));
        tell("CourseHandedOver", Map.of("instructorId", student));
        tell("CourseUnpublished");
        tell("PromoCodeCreated", Map.of("code", "C" + fresh()));
        tell("PromoCodeChanged");
        tell("PromoCodeDeactivated");
        tell("PromoCodeActivated");
        tell("SlotCreated");
        tell("SlotJoinedSeries");
        tell("SlotMeetingArranged");
        tell("SlotChanged");
        tell("SlotChanged", Map.of("maxParticipants", 1, "startTime", "2027-01-15T08:00:00Z"));
    }

    private void bookings() {
        tell("SeatHeld");
        requested(booking);
        tell("PromoCodeRedeemed");
        tell("SeatTaken");
        tell("BookingConfirmed");
        tell("MeetingArranged");
        tell("SessionMoved");
        tell("MovedSessionAccepted");
        tell("SlotHandedOver", Map.of("instructorId", student, "bookingIds", List.of(booking)));
        tell("RescheduleStarted");
        tell("RescheduleAbandoned");
        requested(second);
        tell("BookingCancelled", Map.of("bookingId", second));
        tell("BookingReinstated", Map.of("bookingId", second));
        tell("BookingMarkedNoShow", Map.of("bookingId", second));
        tell("BookingRescheduled");
        tell("PromoCodeReleased");
        tell("PromoCodeRedeemed");
        tell("SeatReleased");
        tell("SeatHeld");
        tell("WaitlistJoined");
        tell("SeatReleased");
        tell("SeatOffered");
        tell("WaitlistPaused");
        tell("WaitlistResumed");
        tell("SeatOffered");
        tell("SeatOfferEnded");
        tell("WaitlistJoined");
        tell("WaitlistLeft");
        tell("WaitlistJoined");
        tell("SeatOffered");
        tell("WaitlistClosed");
    }

    private void requested(UUID id) {
        Map<String, Object> changes = new HashMap<>(Map.of("bookingId", id));
        changes.put("rescheduledFromBookingId", null);
        tell("BookingRequested", changes);
    }

    private void payments() {
        tell("PaymentStarted");
        for (String type : List.of(
                "CaptureRequested",
                "CheckoutOpened",
                "CheckoutClosing",
                "CheckoutClosed",
                "PaymentDeclined",
                "PaymentProcessing",
                "PaymentCaptured",
                "PaymentFlagged",
                "SurplusCaptured")) {
            tell(type);
        }
        tell("RefundRequested");
        tell("RefundFailed");
        UUID again = fresh();
        tell("RefundRequested", Map.of("refundId", again));
        tell("RefundSucceeded", Map.of("refundId", again));
        tell("RefundReversed", Map.of("refundId", again));
        tell("ExternalRefundRecorded", Map.of("refundId", fresh()));
        tell("RefundWithheld");
        UUID unpaid = fresh();
        tell("PaymentStarted", Map.of("paymentId", unpaid));
        tell("CheckoutFailed", Map.of("paymentId", unpaid));
        tell("PaymentCancelled", Map.of("paymentId", unpaid));
        for (String type : List.of(
                "DisputeOpened",
                "DisputeFundsWithdrawn",
                "DisputeFundsReinstated",
                "DisputeWon",
                "DisputeLost",
                "DisputeLossCorrected")) {
            tell(type, Map.of("disputeId", "dp_1"));
        }
    }

    private void learning() {
        tell("StudentEnrolled");
        tell("EnrollmentBookingAdded");
        tell("MaterialProgressed", Map.of("isCompleted", true));
        tell("MaterialProgressed", Map.of("isCompleted", true, "timeSpentSeconds", 900));
        tell("MaterialProgressed", Map.of("isCompleted", false));
        tell("CourseCompleted");
        tell("EnrollmentBookingWithdrawn");
        tell("EnrollmentDeactivated");
        tell("EnrollmentReactivated");
        tell("BookingCompleted", Map.of("bookingId", second));
        tell("InstructorRated");
        tell("InstructorRatingChanged");
        UUID ofCourse = fresh();
        tell("CourseRated", Map.of("ratingId", ofCourse));
        tell("CourseRatingChanged", Map.of("ratingId", ofCourse));
    }

    private void endings() {
        tell("WaitlistJoined");
        tell("SeatOffered");
        tell("SlotCancelled");
        tell("CourseDeleted");
        tell("UserDeleted");
    }

    private void tell(String type) {
        tell(type, Map.of());
    }

    private void tell(String type, Map<String, ?> changes) {
        ObjectNode payload = golden(type);
        ids.forEach((name, id) -> {
            if (payload.hasNonNull(name)) {
                payload.put(name, id.toString());
            }
        });
        changes.forEach((name, value) -> payload.set(name, JSON.valueToTree(value)));
        steps.add(new Step(type, payload));
    }

    private static ObjectNode golden(String type) {
        Class<?> event = Objects.requireNonNull(EventCatalog.byName().get(type));
        String file =
                "/events/" + type + "-" + event.getAnnotation(Revision.class).value() + ".json";
        try (InputStream in = AuditedStory.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readValue(text, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of all rows that the story makes, but those that are derived from others. */
    List<UUID> ids() {
        return own;
    }

    private UUID fresh() {
        UUID id = UUID.randomUUID();
        own.add(id);
        return id;
    }
}
