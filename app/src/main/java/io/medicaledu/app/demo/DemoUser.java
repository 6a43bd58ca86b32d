package io.medicaledu.app.demo;

import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Ids;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** A user of the sample data. */
record DemoUser(String email, String name, UserRole role, ZoneId timeZone) {

    static final String ADMIN = "admin@medicaledu.example";
    static final String INSTRUCTOR = "instructor@medicaledu.example";
    static final String STUDENT = "student@medicaledu.example";

    UUID id() {
        return Ids.derive("demo-user", email);
    }

    static List<DemoUser> instructors() {
        return List.of(
                new DemoUser(INSTRUCTOR, "Dr. Elena Okafor", UserRole.Instructor, ZoneId.of("America/New_York")),
                new DemoUser(
                        "instructor.berlin@medicaledu.example",
                        "Prof. Jonas Weber",
                        UserRole.Instructor,
                        ZoneId.of("Europe/Berlin")),
                new DemoUser(
                        "instructor.tokyo@medicaledu.example",
                        "Dr. Haruka Sato",
                        UserRole.Instructor,
                        ZoneId.of("Asia/Tokyo")));
    }

    static List<DemoUser> others() {
        return List.of(
                new DemoUser(ADMIN, "Avery Admin", UserRole.Admin, ZoneId.of("Etc/UTC")),
                new DemoUser(STUDENT, "Sam Student", UserRole.Student, ZoneId.of("Europe/London")),
                new DemoUser(
                        "student.kathmandu@medicaledu.example",
                        "Maya Gurung",
                        UserRole.Student,
                        ZoneId.of("Asia/Kathmandu")));
    }
}
