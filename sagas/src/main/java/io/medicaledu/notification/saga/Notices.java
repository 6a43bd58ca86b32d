package io.medicaledu.notification.saga;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.identity.api.UserEvent.PasswordResetRequested;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.notification.api.AnnouncementEvent.AnnouncementMade;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.notification.api.NotificationCommand.CancelReminders;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfBooking;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfCourse;
import io.medicaledu.notification.api.NotificationCommand.NotifyUser;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.SagaCommands;
import java.time.Duration;
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

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

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
        ofBooking(bookingId, NotificationType.BookingConfirmation, Map.of(), null);
        ofBooking(bookingId, NotificationType.BookingReminder, Map.of(), DAY);
        ofBooking(bookingId, NotificationType.SessionReminder, Map.of(), HOUR);
    }

    @EventHandler
    void on(BookingCancelled event) {
        send(new CancelReminders(event.bookingId()));
        ofBooking(
                event.bookingId(),
                NotificationType.BookingCancellation,
                Map.of(
                        "refund",
                        event.refund().toString(),
                        "reason",
                        event.reason().name()),
                null);
    }

    @EventHandler
    void on(BookingRescheduled event) {
        send(new CancelReminders(event.bookingId()));
        ofBooking(event.newBookingId(), NotificationType.BookingRescheduled, Map.of(), null);
    }

    private void ofBooking(
            UUID bookingId, NotificationType type, Map<String, String> values, @Nullable Duration before) {
        send(new NotifyOfBooking(bookingId, type, bookingId.toString(), values, before));
    }

    @EventHandler
    void on(PaymentCaptured event) {
        send(new NotifyOfBooking(
                event.bookingId(),
                NotificationType.PaymentConfirmation,
                event.paymentId().toString(),
                Map.of("amount", event.captured().toString()),
                null));
    }

    @EventHandler
    void on(PaymentDeclined event, EventMessage<?> message) {
        send(new NotifyOfBooking(
                event.bookingId(), NotificationType.PaymentFailed, message.getIdentifier(), Map.of(), null));
    }

    /** Money that came too late, or twice, goes back; its student is told. */
    @EventHandler
    void on(RefundRequested event) {
        if (event.refundId().equals(Ids.unusablePaymentRefund(event.paymentId()))
                || event.refundId().equals(Ids.surplusRefund(event.paymentId(), event.providerTransactionId()))) {
            send(new NotifyOfBooking(
                    event.bookingId(),
                    NotificationType.PaymentFailed,
                    event.refundId().toString(),
                    Map.of("refund", event.amount().toString()),
                    null));
        }
    }

    @EventHandler
    void on(CoursePublished event, EventMessage<?> message) {
        send(new NotifyOfCourse(event.courseId(), NotificationType.CoursePublished, message.getIdentifier()));
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
