package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.CourseEvent.BookingRulesSet;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CourseDeleted;
import io.medicaledu.catalog.api.CourseEvent.CourseHandedOver;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The terms of every course, written in the transaction of its events. Bookings read them here instead of loading the
 * course, which would make all bookings of a course wait for each other.
 */
@Component
@ProcessingGroup("claims")
public class CourseTermsTable {

    private static final JsonMapper JSON = StoredJson.MAPPER;

    private final JdbcClient jdbc;
    private final CourseGuard guard;

    CourseTermsTable(JdbcClient jdbc, CourseGuard guard) {
        this.jdbc = jdbc;
        this.guard = guard;
    }

    /**
     * What the course says; nobody who hands it over, or leaves, goes on before the end of the transaction.
     *
     * @throws Problem {@code not-found} if there is no such course, or it was deleted
     * @throws ConcurrencyException if somebody is just doing that; to be tried again
     */
    public CourseTerms require(UUID courseId) {
        if (!guard.tryEnter(courseId)) {
            throw new ConcurrencyException("Course " + courseId + " is just being handed over or left");
        }
        return find(courseId).orElseThrow(() -> Problem.notFound("course"));
    }

    /** True if anything of the course can be booked; false if it was deleted. */
    public boolean isOnSale(UUID courseId) {
        return find(courseId).filter(course -> course.sale().isOpen()).isPresent();
    }

    private Optional<CourseTerms> find(UUID courseId) {
        return jdbc.sql("""
                        SELECT course.*, account.active AND NOT account.deleted AND account.role = ? AS is_taught
                        FROM command_side.course_terms AS course
                        JOIN command_side.accounts AS account ON account.user_id = course.instructor_id
                        WHERE course_id = ? AND NOT course.deleted""")
                .params(UserRole.Instructor.ordinal(), courseId)
                .query(CourseTermsTable::read)
                .optional();
    }

    /** What the course is called; also of one that was deleted. */
    public String title(UUID courseId) {
        return jdbc.sql("SELECT title FROM command_side.course_terms WHERE course_id = ?")
                .param(courseId)
                .query(String.class)
                .single();
    }

    /** Whose course it is; also of one that was deleted. */
    public UUID instructorOf(UUID courseId) {
        return jdbc.sql("SELECT instructor_id FROM command_side.course_terms WHERE course_id = ?")
                .param(courseId)
                .query(UUID.class)
                .single();
    }

    /** The courses of the instructor, published or not, without those that were deleted. */
    List<UUID> ofInstructor(UUID instructorId) {
        return jdbc.sql("""
                        SELECT course_id FROM command_side.course_terms WHERE instructor_id = ? AND NOT deleted
                        ORDER BY course_id""").param(instructorId).query(UUID.class).list();
    }

    /** Those that are published, and have no active instructor. */
    List<UUID> abandoned() {
        return jdbc.sql("""
                        SELECT course_id FROM command_side.course_terms AS course
                        JOIN command_side.accounts AS account ON account.user_id = course.instructor_id
                        WHERE course.published AND NOT course.deleted
                          AND (account.deleted OR NOT account.active OR account.role <> ?)""")
                .param(UserRole.Instructor.ordinal())
                .query(UUID.class)
                .list();
    }

    /** Makes all who count the places of a course wait for each other, until the end of the transaction. */
    public void lock(UUID courseId) {
        jdbc.sql("SELECT 1 FROM command_side.course_terms WHERE course_id = ? FOR UPDATE")
                .param(courseId)
                .query(Integer.class)
                .single();
    }

    private static CourseTerms read(ResultSet row, int index) throws SQLException {
        return new CourseTerms(
                row.getObject("course_id", UUID.class),
                row.getObject("instructor_id", UUID.class),
                row.getBoolean("published"),
                row.getBoolean("is_taught"),
                row.getObject("max_students", Integer.class),
                new Money(row.getLong("price_minor_units"), row.getString("currency")),
                JSON.readValue(row.getString("cancellation_policy"), CancellationPolicy.class),
                JSON.readValue(row.getString("booking_rules"), BookingRules.class));
    }

    @EventHandler
    void on(CourseCreated event) {
        CourseDetails details = event.details();
        jdbc.sql("""
                        INSERT INTO command_side.course_terms (course_id, instructor_id, title, max_students,
                            price_minor_units, currency, cancellation_policy)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(Arrays.asList(
                        event.courseId(),
                        event.instructorId(),
                        details.title(),
                        details.maxStudents(),
                        details.price().minorUnits(),
                        details.price().currency(),
                        JSON.writeValueAsString(event.cancellationPolicy())))
                .update();
    }

    @EventHandler
    void on(CourseChanged event) {
        CourseDetails details = event.details();
        jdbc.sql("""
                        UPDATE command_side.course_terms
                        SET title = ?, max_students = ?, price_minor_units = ?, cancellation_policy = ?::jsonb
                        WHERE course_id = ?""")
                .params(Arrays.asList(
                        details.title(),
                        details.maxStudents(),
                        details.price().minorUnits(),
                        JSON.writeValueAsString(event.cancellationPolicy()),
                        event.courseId()))
                .update();
    }

    @EventHandler
    void on(BookingRulesSet event) {
        jdbc.sql("UPDATE command_side.course_terms SET booking_rules = ?::jsonb WHERE course_id = ?")
                .params(JSON.writeValueAsString(event.rules()), event.courseId())
                .update();
    }

    @EventHandler
    void on(CoursePublished event) {
        setPublished(event.courseId(), true);
    }

    @EventHandler
    void on(CourseUnpublished event) {
        setPublished(event.courseId(), false);
    }

    @EventHandler
    void on(CourseHandedOver event) {
        jdbc.sql("UPDATE command_side.course_terms SET instructor_id = ? WHERE course_id = ?")
                .params(event.instructorId(), event.courseId())
                .update();
    }

    @EventHandler
    void on(CourseDeleted event) {
        jdbc.sql("UPDATE command_side.course_terms SET deleted = true, published = false WHERE course_id = ?")
                .param(event.courseId())
                .update();
    }

    private void setPublished(UUID courseId, boolean published) {
        jdbc.sql("UPDATE command_side.course_terms SET published = ? WHERE course_id = ?")
                .params(published, courseId)
                .update();
    }
}
