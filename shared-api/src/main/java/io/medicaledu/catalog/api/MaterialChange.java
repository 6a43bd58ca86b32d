package io.medicaledu.catalog.api;

import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;

/** A partial change of a course material. */
public record MaterialChange(
        Edit<String> title,
        Edit<String> description,
        Edit<String> fileUrl,
        Edit<String> contentType,
        Edit<Long> fileSizeBytes,
        Edit<Boolean> isFree,
        Edit<Boolean> isRequired,
        Edit<Integer> durationMinutes,
        Edit<Integer> sortIndex) {

    /**
     * The details with this change applied.
     *
     * @throws Problem {@code validation} if what a material always has is to be removed
     */
    public MaterialDetails applyTo(MaterialDetails old) {
        return new MaterialDetails(
                title.require("title", old.title()),
                description.of(old.description()),
                fileUrl.require("fileUrl", old.fileUrl()),
                contentType.of(old.contentType()),
                fileSizeBytes.of(old.fileSizeBytes()),
                isFree.of(old.isFree(), false),
                isRequired.of(old.isRequired(), true),
                durationMinutes.of(old.durationMinutes()));
    }
}
