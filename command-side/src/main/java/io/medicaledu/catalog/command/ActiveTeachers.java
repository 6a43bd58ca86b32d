package io.medicaledu.catalog.command;

import io.medicaledu.identity.command.Instructors;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class ActiveTeachers implements CourseTeachers {

    private final Instructors instructors;

    ActiveTeachers(Instructors instructors) {
        this.instructors = instructors;
    }

    @Override
    public void requireTeacher(UUID userId) {
        if (!instructors.isActive(userId)) {
            throw new Problem(ProblemCode.INSTRUCTOR_INACTIVE, "Hand the course over to an active instructor first");
        }
    }
}
