package io.medicaledu.rating.command;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A rating can be changed by who gave it, for a while. */
final class EditPeriod {

    private static final Duration LENGTH = Duration.ofDays(14);

    private EditPeriod() {}

    /** @throws Problem {@code not-found}, {@code rating-not-allowed} */
    static void requireMayEdit(Actor actor, UUID studentId, Instant ratedAt, Instant now) {
        if (!actor.is(studentId)) {
            throw Problem.notFound("rating");
        }
        if (now.isAfter(ratedAt.plus(LENGTH))) {
            throw new Problem(ProblemCode.RATING_NOT_ALLOWED, "A rating can be changed for 14 days");
        }
    }
}
