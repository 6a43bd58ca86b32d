package io.medicaledu.catalog.api;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When slots of a course can be booked, and how close together they may be.
 *
 * @param minimumNoticeMinutes a slot cannot be booked later than this before its start
 * @param bookingWindowDays a slot cannot be booked earlier than this before its start; null means any time
 * @param bufferMinutes what has to stay free after each slot
 * @param reschedule how late and how often a booking may be moved; null means the default
 */
public record BookingRules(
        int minimumNoticeMinutes,
        @Nullable Integer bookingWindowDays,
        int bufferMinutes,
        @Nullable ReschedulePolicy reschedule) {

    /** Bookable until the start, as early as one likes, slots back to back. */
    public static final BookingRules NONE = new BookingRules(0, null, 0, null);

    private static final int YEAR_MINUTES = 366 * 24 * 60;

    /** @throws IllegalArgumentException if a number is out of range */
    public BookingRules {
        if (minimumNoticeMinutes < 0 || minimumNoticeMinutes > YEAR_MINUTES) {
            throw new IllegalArgumentException("minimumNoticeMinutes must be 0 to " + YEAR_MINUTES);
        }
        if (bookingWindowDays != null && (bookingWindowDays < 1 || bookingWindowDays > 3_660)) {
            throw new IllegalArgumentException("bookingWindowDays must be 1 to 3660");
        }
        if (bufferMinutes < 0 || bufferMinutes > 7 * 24 * 60) {
            throw new IllegalArgumentException("bufferMinutes must be 0 to 10080");
        }
    }

    /** How late and how often a booking may be moved. */
    public ReschedulePolicy rescheduleOrDefault() {
        return reschedule == null ? ReschedulePolicy.DEFAULT : reschedule;
    }

    /** What has to stay free after each slot. */
    public Duration buffer() {
        return Duration.ofMinutes(bufferMinutes);
    }

    /** Which slots can be booked now. */
    public BookingWindow window(Instant now) {
        return new BookingWindow(
                now.plus(Duration.ofMinutes(minimumNoticeMinutes)),
                bookingWindowDays == null ? null : now.plus(Duration.ofDays(bookingWindowDays)));
    }

    /** @throws Problem {@code slot-closed} */
    public void requireOpen(Instant start, Instant now) {
        if (window(now).isTooSoon(start)) {
            throw new Problem(
                    ProblemCode.SLOT_CLOSED,
                    "The slot can be booked until " + minimumNoticeMinutes + " minutes before its start");
        }
        if (window(now).isTooFar(start)) {
            throw new Problem(
                    ProblemCode.SLOT_CLOSED,
                    "The slot can be booked from " + bookingWindowDays + " days before its start");
        }
    }
}
