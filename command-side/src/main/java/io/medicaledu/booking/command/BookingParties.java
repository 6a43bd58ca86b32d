package io.medicaledu.booking.command;

import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;

/** Who may do what with a booking. To everybody else it does not exist. */
record BookingParties(UUID studentId, UUID instructorId) {

    /** @throws Problem {@code not-found}; {@code forbidden} for its instructor */
    void requireMayMove(Actor actor) {
        if (!actor.is(studentId) && !actor.isAdmin()) {
            throw actor.is(instructorId)
                    ? new Problem(ProblemCode.FORBIDDEN, "Only the student can move the booking")
                    : Problem.notFound("booking");
        }
    }

    /** @throws Problem {@code not-found}; {@code forbidden} for its student */
    void requireTeacher(Actor actor) {
        if (actor.is(studentId)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the instructor may do this");
        }
        if (!actor.is(instructorId) && !actor.isAdmin() && !actor.isSystem()) {
            throw Problem.notFound("booking");
        }
    }

    /**
     * As whom somebody cancels.
     *
     * @throws Problem {@code not-found}
     */
    CancellationReason reasonOf(Actor actor) {
        if (actor.is(studentId)) {
            return CancellationReason.ByStudent;
        }
        if (actor.is(instructorId)) {
            return CancellationReason.ByInstructor;
        }
        if (actor.isAdmin()) {
            return CancellationReason.ByAdmin;
        }
        throw Problem.notFound("booking");
    }
}
