package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody books, or opens a slot, in the moment in which an instructor leaves or hands over, whichever node does it. */
class CourseGuardTest extends PlatformTest {

    @Autowired
    private DataSource dataSource;

    private Api admin;
    private Person instructor;
    private UUID course;
    private UUID slot;

    @BeforeEach
    void aCourse() {
        admin = scenario().admin();
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "0.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(3), 3);
    }

    /** As another node would, in a transaction of its own. */
    private Connection lockElsewhere(String lock) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + lock + "(?)")) {
            statement.setLong(1, course.getMostSignificantBits() ^ course.getLeastSignificantBits());
            statement.execute();
        }
        return connection;
    }

    private static void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }

    @Test
    void whoLeavesWaitsForThoseWhoAreBooking() throws Exception {
        Connection booking = lockElsewhere("pg_advisory_xact_lock_shared");
        try (ExecutorService several = Executors.newFixedThreadPool(1)) {
            Future<Integer> leaving =
                    several.submit(() -> admin.patch("/api/users/" + instructor.id(), Map.of("active", false))
                            .status());
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(leaving.isDone()).isFalse());

            end(booking);

            assertThat(leaving.get()).isEqualTo(204);
        }
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("course-not-published");
    }

    @Test
    void nobodyBooksWhileTheCourseIsHandedOver() throws Exception {
        Person student = scenario().student();
        Connection handover = lockElsewhere("pg_advisory_xact_lock");
        try {
            assertThat(scenario().book(student, slot).code()).isEqualTo("concurrent-update");
        } finally {
            end(handover);
        }
        assertThat(scenario().book(student, slot).get("status")).isEqualTo("Confirmed");
    }

    @Test
    void manyBookAtTheSameTime() throws Exception {
        Connection booking = lockElsewhere("pg_advisory_xact_lock_shared");
        try {
            assertThat(scenario().book(scenario().student(), slot).get("status"))
                    .isEqualTo("Confirmed");
        } finally {
            end(booking);
        }
    }
}
