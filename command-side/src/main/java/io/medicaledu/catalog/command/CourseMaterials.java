package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.catalog.api.CourseEvent.MaterialChanged;
import io.medicaledu.catalog.api.CourseEvent.MaterialRemoved;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which materials a course has, written in the transaction of its events: what progress is measured against. */
@Component
@ProcessingGroup("claims")
public class CourseMaterials {

    private final JdbcClient jdbc;

    CourseMaterials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The materials of the course, and whether each of them is required. */
    public Map<UUID, Boolean> requiredById(UUID courseId) {
        Map<UUID, Boolean> required = new HashMap<>();
        jdbc.sql("SELECT material_id, is_required FROM command_side.course_materials WHERE course_id = ?")
                .param(courseId)
                .query(row -> {
                    required.put(row.getObject("material_id", UUID.class), row.getBoolean("is_required"));
                });
        return required;
    }

    @EventHandler
    void on(MaterialAdded event) {
        jdbc.sql("INSERT INTO command_side.course_materials (material_id, course_id, is_required) VALUES (?, ?, ?)")
                .params(event.materialId(), event.courseId(), event.details().isRequired())
                .update();
    }

    @EventHandler
    void on(MaterialChanged event) {
        jdbc.sql("UPDATE command_side.course_materials SET is_required = ? WHERE material_id = ?")
                .params(event.details().isRequired(), event.materialId())
                .update();
    }

    @EventHandler
    void on(MaterialRemoved event) {
        jdbc.sql("DELETE FROM command_side.course_materials WHERE material_id = ?")
                .param(event.materialId())
                .update();
    }
}
