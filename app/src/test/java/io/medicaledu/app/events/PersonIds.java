package io.medicaledu.app.events;

import java.util.Set;

/** Names of components that hold the id of a person. */
final class PersonIds {

    static final Set<String> NAMES =
            Set.of("userId", "studentId", "instructorId", "formerInstructorId", "withdrawnFrom");

    private PersonIds() {}
}
