package io.medicaledu.catalog.api;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;

/**
 * Whether slots of a course can be booked, and which of them: the one definition for those who list slots and those who
 * book them.
 *
 * @param taught whether its instructor has an active account and the role
 */
public record Sale(boolean published, boolean taught, BookingRules rules) {

    /** True if anything of the course can be booked. */
    public boolean isOpen() {
        return published && taught;
    }

    /** @throws Problem {@code course-not-published}, {@code instructor-inactive} */
    public void requireOpen() {
        if (!published) {
            throw new Problem(ProblemCode.COURSE_NOT_PUBLISHED, "The course is not published");
        }
        requireTaught();
    }

    /** @throws Problem {@code instructor-inactive} */
    public void requireTaught() {
        if (!taught) {
            throw new Problem(ProblemCode.INSTRUCTOR_INACTIVE, "The course has no active instructor at the moment");
        }
    }

    /** @throws Problem {@code slot-closed} if the slot starts too soon, or too far in the future, to be booked now */
    public void requireOpenFor(Instant start, Instant now) {
        rules.requireOpen(start, now);
    }
}
