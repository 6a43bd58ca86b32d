package io.medicaledu.catalog.api;

import org.jspecify.annotations.Nullable;

/** A partial change of a course material: what is null stays as it is. */
public record MaterialChange(
        @Nullable String title,
        @Nullable String description,
        @Nullable String fileUrl,
        @Nullable String contentType,
        @Nullable Long fileSizeBytes,
        @Nullable Boolean isFree,
        @Nullable Boolean isRequired,
        @Nullable Integer durationMinutes,
        @Nullable Integer sortIndex) {

    /** The details with this change applied. */
    public MaterialDetails applyTo(MaterialDetails old) {
        return new MaterialDetails(
                title == null ? old.title() : title,
                description == null ? old.description() : description,
                fileUrl == null ? old.fileUrl() : fileUrl,
                contentType == null ? old.contentType() : contentType,
                fileSizeBytes == null ? old.fileSizeBytes() : fileSizeBytes,
                isFree == null ? old.isFree() : isFree,
                isRequired == null ? old.isRequired() : isRequired,
                durationMinutes == null ? old.durationMinutes() : durationMinutes);
    }
}
