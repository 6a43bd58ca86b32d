package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CourseEvent.BookingRulesSet;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CourseDeleted;
import io.medicaledu.catalog.api.CourseEvent.CourseHandedOver;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.catalog.api.CourseEvent.MaterialChanged;
import io.medicaledu.catalog.api.CourseEvent.MaterialRemoved;
import io.medicaledu.catalog.api.CourseEvent.MaterialsOrdered;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code courses} and {@code course_materials}. */
@Component
@ProcessingGroup("courses")
class CourseProjection {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EntityManager entities;

    CourseProjection(EntityManager entities) {
        this.entities = entities;
    }

    @EventHandler
    void on(CourseCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        CourseRow row = new CourseRow(event.courseId(), event.instructorId(), at);
        row.describe(event.details(), event.cancellationPolicy());
        row.bookingRules = JSON.writeValueAsString(BookingRules.NONE);
        row.updatedAt = at;
        row.version = version;
        entities.persist(row);
    }

    @EventHandler
    void on(CourseChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> row.describe(event.details(), event.cancellationPolicy()));
    }

    @EventHandler
    void on(CoursePublished event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {
            row.isPublished = true;
            row.publishedAt = event.publishedAt();
        });
    }

    @EventHandler
    void on(CourseUnpublished event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> row.isPublished = false);
    }

    @EventHandler
    void on(CourseHandedOver event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> row.instructorId = event.instructorId());
    }

    @EventHandler
    void on(CourseDeleted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {
            row.isPublished = false;
            row.deletedAt = event.deletedAt();
        });
    }

    @EventHandler
    void on(BookingRulesSet event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> row.bookingRules = JSON.writeValueAsString(event.rules()));
    }

    @EventHandler
    void on(MaterialAdded event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {});
        MaterialRow material = new MaterialRow(event.materialId(), event.courseId(), at);
        material.describe(event.details(), event.sortIndex(), at);
        entities.persist(material);
    }

    @EventHandler
    void on(MaterialChanged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {});
        entities.find(MaterialRow.class, event.materialId()).describe(event.details(), event.sortIndex(), at);
    }

    @EventHandler
    void on(MaterialRemoved event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {});
        MaterialRow material = entities.find(MaterialRow.class, event.materialId());
        material.deletedAt = event.removedAt();
        material.updatedAt = at;
    }

    @EventHandler
    void on(MaterialsOrdered event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.courseId(), at, version, row -> {});
        for (int index = 0; index < event.materialIds().size(); index++) {
            MaterialRow material =
                    entities.find(MaterialRow.class, event.materialIds().get(index));
            material.sortIndex = index;
            material.updatedAt = at;
        }
    }

    private void change(UUID courseId, Instant at, long version, Consumer<CourseRow> change) {
        CourseRow row = entities.find(CourseRow.class, courseId);
        change.accept(row);
        row.updatedAt = at;
        row.version = version;
    }
}
