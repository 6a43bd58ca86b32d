package io.medicaledu.rating.query;

import io.medicaledu.rating.api.RatingEvent.CourseRated;
import io.medicaledu.rating.api.RatingEvent.CourseRatingChanged;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.rating.api.RatingEvent.InstructorRatingChanged;
import io.medicaledu.rating.api.Review;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code instructor_ratings}, {@code course_ratings} and what they come to. */
@Component
@ProcessingGroup("ratings")
class RatingProjection {

    private final JdbcClient jdbc;

    RatingProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(InstructorRated event, @Timestamp Instant at, @SequenceNumber long version) {
        jdbc.sql("""
                        INSERT INTO read_model.instructor_ratings (id, instructor_id, student_id, booking_id, rating,
                            review, is_public, created_at, updated_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        event.ratingId(),
                        event.instructorId(),
                        event.studentId(),
                        event.bookingId(),
                        event.review().rating(),
                        event.review().text(),
                        event.review().isPublic(),
                        Rows.utc(event.ratedAt()),
                        Rows.utc(at),
                        version))
                .update();
        summarize("instructor", event.instructorId());
    }

    @EventHandler
    void on(InstructorRatingChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change("instructor", event.ratingId(), event.review(), at, version);
        summarize("instructor", event.instructorId());
    }

    @EventHandler
    void on(CourseRated event, @Timestamp Instant at, @SequenceNumber long version) {
        jdbc.sql("""
                        INSERT INTO read_model.course_ratings (id, course_id, student_id, rating, review, is_public,
                            created_at, updated_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        event.ratingId(),
                        event.courseId(),
                        event.studentId(),
                        event.review().rating(),
                        event.review().text(),
                        event.review().isPublic(),
                        Rows.utc(event.ratedAt()),
                        Rows.utc(at),
                        version))
                .update();
        summarize("course", event.courseId());
    }

    @EventHandler
    void on(CourseRatingChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change("course", event.ratingId(), event.review(), at, version);
        summarize("course", event.courseId());
    }

    /** @param kind {@code course} or {@code instructor}: which table */
    private void change(String kind, UUID id, Review review, Instant at, long version) {
        jdbc.sql(
                        "UPDATE read_model." + kind
                                + "_ratings SET rating = ?, review = ?, is_public = ?, updated_at = ?, version = ? WHERE id = ?")
                .params(Arrays.asList(review.rating(), review.text(), review.isPublic(), Rows.utc(at), version, id))
                .update();
    }

    private void summarize(String kind, UUID subjectId) {
        jdbc.sql("""
                        INSERT INTO read_model.rating_summaries (subject_id, count, total, public_count, public_total)
                        SELECT :subject, count(*), coalesce(sum(rating), 0), count(*) FILTER (WHERE is_public),
                            coalesce(sum(rating) FILTER (WHERE is_public), 0)
                        FROM read_model.%1$s_ratings WHERE %1$s_id = :subject
                        ON CONFLICT (subject_id) DO UPDATE
                        SET count = excluded.count, total = excluded.total, public_count = excluded.public_count,
                            public_total = excluded.public_total""".formatted(kind)).param("subject", subjectId).update();
    }
}
