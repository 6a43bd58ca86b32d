package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseQuery.FindCourse;
import io.medicaledu.catalog.api.CourseQuery.FindCourses;
import io.medicaledu.catalog.api.CourseView;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers queries about courses. */
@Component
class CourseQueries {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    CourseQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    CourseView handle(FindCourse query) {
        return jdbc.sql("SELECT * FROM read_model.courses WHERE id = ? AND deleted_at IS NULL")
                .param(query.courseId())
                .query(CourseQueries::course)
                .optional()
                .filter(course -> course.isPublished() || isOwner(query.caller(), course))
                .orElseThrow(() -> Problem.notFound("course"));
    }

    @QueryHandler
    Page<CourseView> handle(FindCourses query) {
        ListQuery list = ListQuery.newestFirst("SELECT * FROM read_model.courses", "created_at")
                .where("deleted_at IS NULL")
                .where("category = :category", "category", query.category())
                .where("tags @> :tag::jsonb", "tag", jsonArray(query.tag()))
                .where("search @@ websearch_to_tsquery('english', :text)", "text", query.text())
                .where("instructor_id = :instructor", "instructor", query.instructorId());
        Caller caller = query.caller();
        if (caller == null || !caller.isAdmin()) {
            list.where("(is_published OR instructor_id = :self)", "self", caller == null ? NOBODY : caller.userId());
        }
        return list.page(
                jdbc, query.page(), CourseQueries::course, course -> new Cursor(course.createdAt(), course.courseId()));
    }

    private static @Nullable String jsonArray(@Nullable String tag) {
        return tag == null ? null : JSON.writeValueAsString(List.of(tag));
    }

    private static boolean isOwner(@Nullable Caller caller, CourseView course) {
        return caller != null && caller.mayActFor(course.instructorId());
    }

    private static CourseView course(ResultSet row, int index) throws SQLException {
        return new CourseView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "instructor_id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("short_description"),
                row.getBoolean("is_published"),
                Rows.money(row, "price"),
                row.getString("category"),
                Arrays.asList(JSON.readValue(row.getString("tags"), String[].class)),
                row.getObject("duration_minutes", Integer.class),
                row.getObject("max_students", Integer.class),
                row.getString("video_intro_url"),
                row.getString("thumbnail_url"),
                JSON.readValue(row.getString("cancellation_policy"), CancellationPolicy.class),
                Rows.instantOrNull(row, "published_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
