package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.CourseQuery.FindCourse;
import io.medicaledu.catalog.api.CourseQuery.FindCourses;
import io.medicaledu.catalog.api.CourseQuery.FindMaterials;
import io.medicaledu.catalog.api.CourseView;
import io.medicaledu.catalog.api.MaterialView;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String RATINGS = "LEFT JOIN read_model.rating_summaries ON subject_id = id";
    private static final String SELECT = "SELECT * FROM read_model.courses " + RATINGS;
    private static final String RANKED = """
            SELECT * FROM (
                SELECT *, (ts_rank(search, websearch_to_tsquery('english', :text)) * 1000000)::bigint AS rank
                FROM read_model.courses LEFT JOIN read_model.rating_summaries ON subject_id = id
                WHERE search @@ websearch_to_tsquery('english', :text)) AS found""";
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    CourseQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    CourseView handle(FindCourse query) {
        return handle(query, false);
    }

    private CourseView handle(FindCourse query, boolean enrolled) {
        return jdbc.sql(SELECT + " WHERE id = ? AND deleted_at IS NULL")
                .param(query.courseId())
                .query(CourseRow::view)
                .optional()
                .filter(course -> course.isPublished() || enrolled || isOwner(query.caller(), course))
                .orElseThrow(() -> Problem.notFound("course"));
    }

    @QueryHandler
    Page<CourseView> handle(FindCourses query) {
        ListQuery list = query.text() == null
                ? ListQuery.newestFirst(SELECT, "created_at")
                : ListQuery.highestFirst(RANKED, "rank")
                        .where("search @@ websearch_to_tsquery('english', :text)", "text", query.text());
        list.where("deleted_at IS NULL")
                .where("category = :category", "category", query.category())
                .where("tags @> :tag::jsonb", "tag", jsonArray(query.tag()))
                .where("instructor_id = :instructor", "instructor", query.instructorId());
        limitPrice(list, query);
        Caller caller = query.caller();
        if (caller == null || !caller.seesEverything()) {
            list.where("(is_published OR instructor_id = :self)", "self", caller == null ? NOBODY : caller.userId());
        }
        Page<Found> found = list.page(
                jdbc,
                query.page(),
                (row, index) -> new Found(CourseRow.view(row, index), query.text() == null ? 0 : row.getLong("rank")),
                each -> query.text() == null
                        ? new Cursor(each.course().createdAt(), each.course().courseId())
                        : Cursor.ofNumber(each.rank(), each.course().courseId()));
        return new Page<>(found.items().stream().map(Found::course).toList(), found.nextCursor());
    }

    private record Found(CourseView course, long rank) {}

    private static void limitPrice(ListQuery list, FindCourses query) {
        if (query.minPrice() != null) {
            list.where(
                            "currency = :minCurrency",
                            "minCurrency",
                            query.minPrice().currency())
                    .where("price >= :minPrice", "minPrice", Rows.decimal(query.minPrice()));
        }
        if (query.maxPrice() != null) {
            list.where(
                            "currency = :maxCurrency",
                            "maxCurrency",
                            query.maxPrice().currency())
                    .where("price <= :maxPrice", "maxPrice", Rows.decimal(query.maxPrice()));
        }
    }

    /** Files of courses that are not free are for owner, admins, and students with an active enrollment. */
    @QueryHandler
    Page<MaterialView> handle(FindMaterials query) {
        Caller caller = query.caller();
        CourseView course = handle(new FindCourse(query.courseId(), caller), hasActiveEnrollment(query));
        boolean entitled = isOwner(caller, course) || hasActiveEnrollment(query);
        return ListQuery.lowestFirst("SELECT * FROM read_model.course_materials", "sort_index")
                .where("course_id = :course", "course", query.courseId())
                .where("deleted_at IS NULL")
                .page(
                        jdbc,
                        query.page(),
                        (row, index) -> material(row, entitled),
                        material -> Cursor.ofNumber(material.sortIndex(), material.materialId()));
    }

    private boolean hasActiveEnrollment(FindMaterials query) {
        Caller caller = query.caller();
        return caller != null
                && jdbc.sql("SELECT 1 FROM read_model.enrollments WHERE student_id = ? AND course_id = ? AND is_active")
                        .params(caller.userId(), query.courseId())
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }

    private static @Nullable String jsonArray(@Nullable String tag) {
        return tag == null ? null : JSON.writeValueAsString(List.of(tag));
    }

    private static boolean isOwner(@Nullable Caller caller, CourseView course) {
        return caller != null && caller.maySee(course.instructorId());
    }

    private static MaterialView material(ResultSet row, boolean entitled) throws SQLException {
        return new MaterialView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "course_id"),
                row.getString("title"),
                row.getString("description"),
                entitled || row.getBoolean("is_free") ? row.getString("file_url") : null,
                row.getString("content_type"),
                row.getObject("file_size_bytes", Long.class),
                row.getBoolean("is_free"),
                row.getBoolean("is_required"),
                row.getObject("duration_minutes", Integer.class),
                row.getInt("sort_index"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
