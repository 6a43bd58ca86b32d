package io.medicaledu.catalog.command;

import io.medicaledu.shared.Problem;
import java.util.UUID;

/** Who may be responsible for a course. */
interface CourseTeachers {

    /** @throws Problem {@code instructor-inactive} unless it is an active instructor */
    void requireTeacher(UUID userId);
}
