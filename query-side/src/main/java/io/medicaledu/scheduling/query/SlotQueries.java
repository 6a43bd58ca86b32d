package io.medicaledu.scheduling.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.scheduling.api.SlotQuery.FindSlot;
import io.medicaledu.scheduling.api.SlotQuery.FindSlots;
import io.medicaledu.scheduling.api.SlotView;
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
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers queries about slots. */
@Component
class SlotQueries {

    private final JdbcClient jdbc;
    private final BookableSlots bookable;

    SlotQueries(JdbcClient jdbc, BookableSlots bookable) {
        this.jdbc = jdbc;
        this.bookable = bookable;
    }

    @QueryHandler
    SlotView handle(FindSlot query) {
        SlotView slot = jdbc.sql("SELECT * FROM read_model.availability_slots WHERE id = ?")
                .param(query.slotId())
                .query(seenBy(query.caller()))
                .optional()
                .orElseThrow(() -> Problem.notFound("slot"));
        requireVisible(slot.courseId(), query.caller(), "slot");
        return slot;
    }

    @QueryHandler
    Page<SlotView> handle(FindSlots query) {
        if (query.from() != null && query.to() != null && query.from().isAfter(query.to())) {
            throw Problem.invalid("from", "must not be after to");
        }
        requireVisible(query.courseId(), query.caller(), "course");
        ListQuery list = ListQuery.oldestFirst("SELECT * FROM read_model.availability_slots", "start_time_utc")
                .where("course_id = :course", "course", query.courseId())
                .where("start_time_utc >= :from", "from", query.from())
                .where("start_time_utc < :to", "to", query.to());
        if (query.onlyAvailable() && !bookable.limit(list, query.courseId(), query.caller())) {
            return new Page<>(List.of(), null);
        }
        return list.page(
                jdbc, query.page(), seenBy(query.caller()), slot -> new Cursor(slot.startTimeUtc(), slot.slotId()));
    }

    /** @throws Problem {@code not-found} if the caller may not see the course */
    private void requireVisible(UUID courseId, @Nullable Caller caller, String what) {
        boolean visible = jdbc.sql("""
                        SELECT 1 FROM read_model.courses
                        WHERE id = :course AND (
                            is_published AND deleted_at IS NULL
                            OR :admin OR instructor_id = CAST(:self AS uuid))""")
                .param("course", courseId)
                .param("admin", caller != null && caller.seesEverything())
                .param("self", caller == null ? null : caller.userId())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!visible) {
            throw Problem.notFound(what);
        }
    }

    private static RowMapper<SlotView> seenBy(@Nullable Caller caller) {
        return (row, index) -> slot(row, caller);
    }

    private static SlotView slot(ResultSet row, @Nullable Caller caller) throws SQLException {
        boolean isTeacher =
                caller != null && (caller.seesEverything() || caller.userId().equals(Rows.uuid(row, "instructor_id")));
        return new SlotView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "course_id"),
                Rows.uuid(row, "instructor_id"),
                Rows.instant(row, "start_time_utc"),
                Rows.instant(row, "end_time_utc"),
                row.getBoolean("is_booked"),
                Rows.money(row, "price"),
                row.getInt("max_participants"),
                row.getInt("current_participants"),
                row.getBoolean("is_recurring"),
                row.getObject("series_id", UUID.class),
                pattern(row.getString("recurring_pattern")),
                row.getString("notes"),
                isTeacher ? row.getString("meeting_url") : null,
                Rows.instantOrNull(row, "cancelled_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static @Nullable JsonNode pattern(@Nullable String json) {
        return json == null ? null : JsonMapper.shared().readTree(json);
    }
}
