package io.medicaledu.notification.api;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.UserRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of notifications. */
public sealed interface NotificationCommand {

    /**
     * Tells those concerned about a booking: its student, and its instructor where it concerns both. Repeated with the
     * same cause it changes nothing.
     *
     * @param cause what it follows from, e.g. the id of a booking; each cause and type notifies a user once
     */
    record NotifyOfBooking(UUID bookingId, String cause, List<BookingNotice> notices) implements NotificationCommand {}

    /**
     * One thing to tell about a booking.
     *
     * @param variant of the text; if there is one, it is for the student alone
     * @param values for the blanks in its text
     * @param times for blanks, too; each is told on the reader's clock
     * @param before if given, this long before the session; nothing if that has passed
     */
    record BookingNotice(
            NotificationType type,
            String variant,
            Map<String, String> values,
            Map<String, Instant> times,
            @Nullable Duration before) {

        /** What happens to the session while it is booked. */
        public boolean isAboutSession() {
            return !variant.isEmpty();
        }
    }

    /** Takes back what was scheduled for a booking. */
    record CancelReminders(UUID bookingId) implements NotificationCommand {}

    /**
     * Tells the instructor of a session that is booked.
     *
     * @param formerStart when the session began before, if it was moved
     */
    record NotifyOfSession(
            UUID slotId, SessionNews news, @Nullable Instant formerStart, String cause)
            implements NotificationCommand {}

    /** What becomes of a session. */
    enum SessionNews {
        Cancelled,
        Moved
    }

    /** Tells the students of a course, or of any course of the instructor, and the instructor. */
    record NotifyOfCourse(UUID courseId, NotificationType type, String cause) implements NotificationCommand {}

    /** Tells a student who waits for a seat. */
    record NotifyOfSeat(
            UUID slotId,
            UUID studentId,
            SeatNews news,
            @Nullable Instant until,
            String cause) implements NotificationCommand {}

    /** What becomes of waiting. */
    enum SeatNews {
        SeatOffered,
        SeatOfferEnded,
        SeatOfferPaused
    }

    /**
     * Tells all who wait for a slot.
     *
     * @param except who is told something else
     * @param formerStart when the session began before, if it was moved
     */
    record NotifyWaiters(
            UUID slotId,
            WaiterNews news,
            List<UUID> except,
            @Nullable Instant formerStart,
            String cause) implements NotificationCommand {}

    /** What becomes of the session that somebody waits for. */
    enum WaiterNews {
        WaitlistEnded,
        WaitlistMoved,
        WaitlistPaused
    }

    /** Tells the students of a course, and its new instructor, that it has one. */
    record NotifyOfHandover(UUID courseId, UUID instructorId, String cause) implements NotificationCommand {}

    /** @param courseId if it concerns a course */
    record NotifyUser(
            UUID userId,
            NotificationType type,
            String cause,
            @Nullable UUID courseId,
            Map<String, String> values) implements NotificationCommand {}

    /** Tells everybody, or everybody of a role, at once or at a later time. */
    record Announce(
            UUID announcementId,
            String title,
            String message,
            @Nullable UserRole role,
            @Nullable Instant scheduledFor) implements NotificationCommand {}

    /** @throws io.medicaledu.shared.Problem {@code not-found} unless it is the caller's */
    record MarkRead(@TargetAggregateIdentifier UUID notificationId) implements NotificationCommand {}

    record MarkAllRead(UUID userId) implements NotificationCommand {}

    /** The channel has taken it over. */
    record RecordSent(@TargetAggregateIdentifier UUID notificationId, Channel channel) implements NotificationCommand {}

    /** @param isFinal whether it will not be tried again */
    record RecordNotSent(
            @TargetAggregateIdentifier UUID notificationId,
            Channel channel,
            int attempts,
            String error,
            boolean isFinal)
            implements NotificationCommand {}
}
