package io.medicaledu.rating.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.rating.api.RatingQuery.FindCourseRatings;
import io.medicaledu.rating.api.RatingQuery.FindInstructorRatings;
import io.medicaledu.rating.api.RatingsView;
import io.medicaledu.rating.api.RatingsView.RatingView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about ratings. */
@Component
class RatingQueries {

    private final JdbcClient jdbc;

    RatingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    RatingsView handle(FindCourseRatings query) {
        UUID owner = jdbc.sql("SELECT instructor_id FROM read_model.courses WHERE id = ? AND deleted_at IS NULL")
                .param(query.courseId())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("course"));
        return ratings("course", query.courseId(), maySeeAll(query.caller(), owner), query.page());
    }

    @QueryHandler
    RatingsView handle(FindInstructorRatings query) {
        boolean exists = jdbc.sql("SELECT 1 FROM read_model.users WHERE id = ? AND role = ? AND deleted_at IS NULL")
                .params(query.instructorId(), UserRole.Instructor.ordinal())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!exists) {
            throw Problem.notFound("instructor");
        }
        return ratings(
                "instructor", query.instructorId(), maySeeAll(query.caller(), query.instructorId()), query.page());
    }

    private static boolean maySeeAll(@Nullable Caller caller, UUID owner) {
        return caller != null && caller.maySee(owner);
    }

    private record Summary(@Nullable BigDecimal average, int count) {}

    private RatingsView ratings(String kind, UUID subject, boolean all, PageRequest request) {
        ListQuery list = ListQuery.newestFirst(
                        "SELECT rating.*, (SELECT display_name FROM read_model.users WHERE id = rating.student_id)"
                                + " AS student_name FROM read_model." + kind + "_ratings AS rating",
                        "created_at")
                .where(kind + "_id = :subject", "subject", subject);
        if (!all) {
            list.where("is_public");
        }
        Page<RatingView> page =
                list.page(jdbc, request, RatingQueries::rating, each -> new Cursor(each.createdAt(), each.ratingId()));
        Summary summary = summary(subject, all ? "" : "public_");
        return new RatingsView(summary.average(), summary.count(), page.items(), page.nextCursor());
    }

    private Summary summary(UUID subject, String prefix) {
        return jdbc.sql("SELECT " + prefix + "total AS total, " + prefix
                        + "count AS number FROM read_model.rating_summaries WHERE subject_id = ?")
                .param(subject)
                .query((row, index) ->
                        new Summary(Rows.average(row.getLong("total"), row.getInt("number")), row.getInt("number")))
                .optional()
                .orElse(new Summary(null, 0));
    }

    private static RatingView rating(ResultSet row, int index) throws SQLException {
        String name = row.getString("student_name");
        return new RatingView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "student_id"),
                name == null ? null : name.split(" ", 2)[0],
                row.getInt("rating"),
                row.getString("review"),
                row.getBoolean("is_public"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
