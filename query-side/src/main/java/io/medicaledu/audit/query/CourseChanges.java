package io.medicaledu.audit.query;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.CourseEvent;
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
import io.medicaledu.catalog.api.MaterialDetails;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What events of courses do to {@code courses} and {@code course_materials}. */
final class CourseChanges {

    private CourseChanges() {}

    static List<RowChange> of(CourseEvent event) {
        return switch (event) {
            case CourseCreated e ->
                List.of(described(course(e), e.details(), e.cancellationPolicy())
                        .set("instructorId", e.instructorId())
                        .set("isPublished", false)
                        .set("bookingRules", BookingRules.NONE));
            case CourseChanged e -> List.of(described(course(e), e.details(), e.cancellationPolicy()));
            case CoursePublished e -> List.of(course(e).set("isPublished", true).set("publishedAt", e.publishedAt()));
            case CourseUnpublished e -> List.of(course(e).set("isPublished", false));
            case CourseHandedOver e -> List.of(course(e).set("instructorId", e.instructorId()));
            case CourseDeleted e ->
                List.of(course(e)
                        .set("isPublished", false)
                        .set("deletedAt", e.deletedAt())
                        .as(AuditActionType.Delete));
            case BookingRulesSet e -> List.of(course(e).set("bookingRules", e.rules()));
            case MaterialAdded e ->
                List.of(described(material(e.materialId()), e.details(), e.sortIndex())
                        .set("courseId", e.courseId()));
            case MaterialChanged e -> List.of(described(material(e.materialId()), e.details(), e.sortIndex()));
            case MaterialRemoved e ->
                List.of(material(e.materialId()).set("deletedAt", e.removedAt()).as(AuditActionType.Delete));
            case MaterialsOrdered e ->
                IntStream.range(0, e.materialIds().size())
                        .mapToObj(index -> material(e.materialIds().get(index)).set("sortIndex", index))
                        .toList();
        };
    }

    private static RowChange course(CourseEvent event) {
        return new RowChange("Course", event.courseId());
    }

    private static RowChange material(UUID id) {
        return new RowChange("CourseMaterial", id);
    }

    private static RowChange described(RowChange course, CourseDetails details, CancellationPolicy policy) {
        return course.set("title", details.title())
                .set("description", details.description())
                .set("shortDescription", details.shortDescription())
                .money("price", details.price())
                .set("category", details.category())
                .set("tags", details.tags())
                .set("cancellationPolicy", policy)
                .set("durationMinutes", details.durationMinutes())
                .set("maxStudents", details.maxStudents())
                .set("videoIntroUrl", details.videoIntroUrl())
                .set("thumbnailUrl", details.thumbnailUrl());
    }

    private static RowChange described(RowChange material, MaterialDetails details, int sortIndex) {
        return material.set("title", details.title())
                .set("description", details.description())
                .set("fileUrl", details.fileUrl())
                .set("contentType", details.contentType())
                .set("fileSizeBytes", details.fileSizeBytes())
                .set("isFree", details.isFree())
                .set("isRequired", details.isRequired())
                .set("durationMinutes", details.durationMinutes())
                .set("sortIndex", sortIndex);
    }
}
