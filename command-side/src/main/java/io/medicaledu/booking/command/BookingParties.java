package io.medicaledu.booking.command;

import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who may do what with a booking. To everybody else it does not exist.
 *
 * @param instructor who holds the session now; asked for only where it matters
 */
record BookingParties(UUID studentId, Supplier<UUID> instructor) {

    private boolean isInstructor(Actor actor) {
        return actor.is(instructor.get());
    }

    /** @throws Problem {@code not-found}; {@code forbidden} for its instructor */
    void requireMayMove(Actor actor) {
        if (!actor.is(studentId) && !actor.isAdmin()) {
            throw isInstructor(actor)
                    ? new Problem(ProblemCode.FORBIDDEN, "Only the student can move the booking")
                    : Problem.notFound("booking");
        }
    }

    /** @throws Problem {@code not-found}; {@code forbidden} for its student */
    void requireTeacher(Actor actor) {
        if (actor.is(studentId)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the instructor may do this");
        }
        if (!actor.isAdmin() && !actor.isSystem() && !isInstructor(actor)) {
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
        if (actor.isAdmin()) {
            return CancellationReason.ByAdmin;
        }
        if (isInstructor(actor)) {
            return CancellationReason.ByInstructor;
        }
        throw Problem.notFound("booking");
    }
}
