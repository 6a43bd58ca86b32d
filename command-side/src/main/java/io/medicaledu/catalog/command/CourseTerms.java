package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On what terms a course is sold now. */
public record CourseTerms(
        UUID courseId,
        UUID instructorId,
        boolean published,
        @Nullable Integer maxStudents,
        Money price,
        CancellationPolicy cancellationPolicy) {

    /** @throws Problem {@code course-not-published} */
    public void requirePublished() {
        if (!published) {
            throw new Problem(ProblemCode.COURSE_NOT_PUBLISHED, "The course is not published");
        }
    }
}
