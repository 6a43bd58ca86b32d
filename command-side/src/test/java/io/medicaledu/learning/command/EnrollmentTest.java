package io.medicaledu.learning.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingAdded;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingWithdrawn;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.shared.Ids;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollmentTest {

    private final UUID student = Ids.next();
    private final UUID course = Ids.next();
    private final UUID id = Ids.enrollment(student, course);
    private final UUID booking = Ids.next();
    private final UUID secondBooking = Ids.next();
    private FixtureConfiguration<Enrollment> fixture;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(Enrollment.class);
    }

    private StudentEnrolled enrolled() {
        return new StudentEnrolled(id, student, course, booking);
    }

    private EnrollStudent enroll(UUID followsFrom) {
        return new EnrollStudent(id, student, course, followsFrom);
    }

    @Test
    void aConfirmedBookingEnrollsTheStudent() {
        fixture.givenNoPriorActivity()
                .when(enroll(booking))
                .expectEvents(enrolled())
                .expectResultMessagePayload(id);
    }

    @Test
    void theSameBookingAgainChangesNothing() {
        fixture.given(enrolled()).when(enroll(booking)).expectNoEvents();
    }

    @Test
    void anotherBookingIsAddedToTheSameEnrollment() {
        fixture.given(enrolled())
                .when(enroll(secondBooking))
                .expectEvents(new EnrollmentBookingAdded(id, secondBooking));
    }

    @Test
    void anEnrollmentThatHasEndedComesBackWithANewBooking() {
        fixture.given(
                        enrolled(),
                        new EnrollmentBookingWithdrawn(id, booking),
                        new EnrollmentDeactivated(id, student, course))
                .when(enroll(secondBooking))
                .expectEvents(
                        new EnrollmentBookingAdded(id, secondBooking), new EnrollmentReactivated(id, student, course));
    }

    @Test
    void whoIsEnrolledMayRateTheCourse() {
        Enrollment enrollment = new Enrollment();
        enrollment.on(enrolled());

        assertThat(enrollment.mayRate()).isTrue();
    }

    @Test
    void whoHasLeftMayRateItOnlyAfterCompletingIt() {
        Enrollment enrollment = new Enrollment();
        enrollment.on(enrolled());
        enrollment.on(new EnrollmentDeactivated(id, student, course));
        assertThat(enrollment.mayRate()).isFalse();

        enrollment.on(new CourseCompleted(id, student, course, Instant.parse("2027-01-10T12:00:00Z")));
        assertThat(enrollment.mayRate()).isTrue();
    }
}
