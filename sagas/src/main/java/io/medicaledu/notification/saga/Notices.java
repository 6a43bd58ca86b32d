package io.medicaledu.notification.saga;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.BookingEvent.SessionMoved;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CourseHandedOver;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.identity.api.UserEvent.PasswordResetRequested;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.notification.api.AnnouncementEvent.AnnouncementMade;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.notification.api.NotificationCommand.BookingNotice;
import io.medicaledu.notification.api.NotificationCommand.CancelReminders;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfBooking;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfCourse;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfHandover;
import io.medicaledu.notification.api.NotificationCommand.NotifyUser;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.saga.SagaCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says which event tells whom. It keeps its place in the event stream in the transaction of what it asks for, so that
 * each event tells once; it takes no part in a replay.
 */
@Component
@ProcessingGroup("notices")
class Notices {

    private static final BookingNotice DAY_BEFORE =
            new BookingNotice(NotificationType.BookingReminder, "", Map.of(), Map.of(), Duration.ofDays(1));
    private static final BookingNotice HOUR_BEFORE =
            new BookingNotice(NotificationType.SessionReminder, "", Map.of(), Map.of(), Duration.ofHours(1));

    private final CommandGateway gateway;

    Notices(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(BookingConfirmed event) {
        confirm(event.bookingId());
    }

    @EventHandler
    void on(BookingReinstated event) {
        confirm(event.bookingId());
    }

    private void confirm(UUID bookingId) {
        tell(
                bookingId,
                bookingId.toString(),
                notice(NotificationType.BookingConfirmation, Map.of()),
                DAY_BEFORE,
                HOUR_BEFORE);
    }

    /** The reminders are the new instructor's now. */
    @EventHandler
    void on(SlotHandedOver event, EventMessage<?> message) {
        event.bookingIds().forEach(bookingId -> remindAnew(bookingId, message));
    }

    /** Reminders name what has changed. */
    private void remindAnew(UUID bookingId, EventMessage<?> message, BookingNotice... more) {
        send(new CancelReminders(bookingId));
        List<BookingNotice> notices = new ArrayList<>(List.of(more));
        notices.add(DAY_BEFORE);
        notices.add(HOUR_BEFORE);
        send(new NotifyOfBooking(bookingId, bookingId + " " + message.getIdentifier(), notices));
    }

    @EventHandler
    void on(SessionMoved event, EventMessage<?> message) {
        remindAnew(
                event.bookingId(),
                message,
                new BookingNotice(
                        NotificationType.BookingRescheduled,
                        event.formerStart().equals(event.sessionStart()) ? "OtherEnd" : "BySchool",
                        Map.of(),
                        Map.of(
                                "former", event.formerStart(),
                                "end", event.sessionEnd(),
                                "until", event.decideUntil()),
                        null));
    }

    @EventHandler
    void on(MeetingArranged event, EventMessage<?> message) {
        if (event.changesUrl()) {
            String variant = event.meetingUrl() == null ? "NoMeeting" : "Meeting";
            remindAnew(
                    event.bookingId(),
                    message,
                    new BookingNotice(NotificationType.BookingConfirmation, variant, Map.of(), Map.of(), null));
        }
    }

    @EventHandler
    void on(CourseHandedOver event, EventMessage<?> message) {
        send(new NotifyOfHandover(event.courseId(), event.instructorId(), message.getIdentifier()));
    }

    @EventHandler
    void on(BookingCancelled event) {
        send(new CancelReminders(event.bookingId()));
        tell(
                event.bookingId(),
                event.bookingId().toString(),
                notice(
                        NotificationType.BookingCancellation,
                        withheld(
                                event.withheld(),
                                Map.of(
                                        "refund",
                                        event.refund().toString(),
                                        "reason",
                                        event.reason().name()))));
    }

    private static Map<String, String> withheld(@Nullable Money withheld, Map<String, String> values) {
        if (withheld == null || withheld.isZero()) {
            return values;
        }
        Map<String, String> more = new HashMap<>(values);
        more.putIfAbsent("refund", Money.zero(withheld.currency()).toString());
        more.put("withheld", withheld.toString());
        return more;
    }

    @EventHandler
    void on(BookingRescheduled event) {
        send(new CancelReminders(event.bookingId()));
        tell(
                event.newBookingId(),
                event.newBookingId().toString(),
                notice(NotificationType.BookingRescheduled, withheld(event.withheld(), refundOf(event))));
    }

    private static Map<String, String> refundOf(BookingRescheduled event) {
        return event.refunds().stream()
                .map(Funding::amount)
                .reduce(Money::plus)
                .map(refund -> Map.of("refund", refund.toString()))
                .orElse(Map.of());
    }

    @EventHandler
    void on(PaymentCaptured event) {
        tell(
                event.bookingId(),
                event.paymentId().toString(),
                notice(
                        NotificationType.PaymentConfirmation,
                        Map.of("amount", event.captured().toString())));
    }

    @EventHandler
    void on(PaymentDeclined event, EventMessage<?> message) {
        tell(event.bookingId(), message.getIdentifier(), notice(NotificationType.PaymentFailed, Map.of()));
    }

    /** Money that came too late, or twice, goes back; its student is told. */
    @EventHandler
    void on(RefundRequested event) {
        if (event.refundId().equals(Ids.unusablePaymentRefund(event.paymentId()))
                || event.refundId().equals(Ids.surplusRefund(event.paymentId(), event.providerTransactionId()))) {
            tell(
                    event.bookingId(),
                    event.refundId().toString(),
                    notice(
                            NotificationType.PaymentFailed,
                            Map.of("refund", event.amount().toString())));
        }
    }

    private static BookingNotice notice(NotificationType type, Map<String, String> values) {
        return new BookingNotice(type, "", values, Map.of(), null);
    }

    private void tell(UUID bookingId, String cause, BookingNotice... notices) {
        send(new NotifyOfBooking(bookingId, cause, List.of(notices)));
    }

    @EventHandler
    void on(CoursePublished event) {
        // A course that is published once more is no new one.
        send(new NotifyOfCourse(event.courseId(), NotificationType.CoursePublished, "published " + event.courseId()));
    }

    @EventHandler
    void on(CourseChanged event, EventMessage<?> message) {
        send(new NotifyOfCourse(event.courseId(), NotificationType.CourseUpdated, message.getIdentifier()));
    }

    @EventHandler
    void on(MaterialAdded event, EventMessage<?> message) {
        send(new NotifyOfCourse(event.courseId(), NotificationType.CourseUpdated, message.getIdentifier()));
    }

    @EventHandler
    void on(CourseCompleted event) {
        send(new NotifyUser(
                event.studentId(),
                NotificationType.CourseCompleted,
                event.enrollmentId().toString(),
                event.courseId(),
                Map.of()));
    }

    @EventHandler
    void on(InstructorRated event) {
        send(new NotifyUser(
                event.instructorId(),
                NotificationType.InstructorRating,
                event.ratingId().toString(),
                null,
                Map.of("rating", String.valueOf(event.review().rating()))));
    }

    @EventHandler
    void on(UserRegistered event) {
        send(new NotifyUser(
                event.userId(),
                NotificationType.EmailVerification,
                event.userId().toString(),
                null,
                Map.of()));
    }

    @EventHandler
    void on(PasswordResetRequested event, EventMessage<?> message) {
        send(new NotifyUser(event.userId(), NotificationType.PasswordReset, message.getIdentifier(), null, Map.of()));
    }

    @EventHandler
    void on(AnnouncementMade event) {
        send(new Announce(event.announcementId(), event.title(), event.message(), event.role(), event.scheduledFor()));
    }

    private void send(Object command) {
        SagaCommands.send(gateway, Notices.class, command);
    }
}
