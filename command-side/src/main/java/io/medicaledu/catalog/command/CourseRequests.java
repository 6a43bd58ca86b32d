package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseChange;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.MaterialChange;
import io.medicaledu.catalog.api.MaterialDetails;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.MoneyChange;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about courses. */
final class CourseRequests {

    private static final String URL = "https?://\\S{1,2000}";

    private CourseRequests() {}

    record NewCourse(
            @Schema(example = "Point-of-care ultrasound") @NotBlank @Size(max = 200)
            String title,

            @Schema(example = "What you see, step by step") @Size(max = 20_000) @Nullable
            String description,

            @Schema(example = "Answers at the bedside") @Size(max = 500) @Nullable
            String shortDescription,

            @NotNull Money price,

            @Schema(example = "Emergency medicine") @Size(max = 100) @Nullable
            String category,

            @Schema(example = "[\"ultrasound\",\"emergency\"]") @Size(max = 20) @Nullable
            List<@NotBlank @Size(max = 50) String> tags,

            @Schema(example = "60") @Positive @Max(1_000_000) @Nullable
            Integer durationMinutes,

            @Schema(example = "30") @Positive @Max(1_000_000) @Nullable
            Integer maxStudents,

            @Schema(example = "https://files.example.org/intro.mp4")
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            @Nullable
            String videoIntroUrl,

            @Schema(example = "https://files.example.org/thumbnail.webp")
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            @Nullable
            String thumbnailUrl,

            @Nullable CancellationPolicy cancellationPolicy,
            Edit<CourseChange.RulesChange> bookingRules) {

        CourseDetails details() {
            return new CourseDetails(
                    visible(title),
                    description,
                    shortDescription,
                    requireNotNegative(price),
                    category,
                    tags == null ? List.of() : tags,
                    durationMinutes,
                    maxStudents,
                    videoIntroUrl,
                    thumbnailUrl);
        }

        BookingRules rules() {
            return CourseChange.rules(bookingRules);
        }

        CancellationPolicy policy() {
            return cancellationPolicy == null ? CancellationPolicy.DEFAULT : cancellationPolicy;
        }
    }

    /** A merge patch: what is missing stays as it is, what is null is removed. */
    @Schema(name = "CourseChange")
    record Change(
            @Schema(example = "Point-of-care ultrasound")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            @Size(max = 200)
            Edit<String> title,

            @Schema(example = "What you see, step by step") @Size(max = 20_000)
            Edit<String> description,

            @Schema(example = "Answers at the bedside") @Size(max = 500)
            Edit<String> shortDescription,

            Edit<MoneyChange> price,

            @Schema(example = "Emergency medicine") @Size(max = 100)
            Edit<String> category,

            @Schema(example = "[\"ultrasound\",\"emergency\"]") @Size(max = 20)
            Edit<List<@NotBlank @Size(max = 50) String>> tags,

            @Schema(example = "60") @Positive @Max(1_000_000)
            Edit<Integer> durationMinutes,

            @Schema(example = "30") @Positive @Max(1_000_000)
            Edit<Integer> maxStudents,

            @Schema(example = "https://files.example.org/intro.mp4")
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            Edit<String> videoIntroUrl,

            @Schema(example = "https://files.example.org/thumbnail.webp")
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            Edit<String> thumbnailUrl,

            Edit<CourseChange.PolicyChange> cancellationPolicy,
            Edit<CourseChange.RulesChange> bookingRules) {

        CourseChange change() {
            return new CourseChange(
                    title.map(CourseRequests::visible),
                    description,
                    shortDescription,
                    price,
                    category,
                    tags.map(List::copyOf),
                    durationMinutes,
                    maxStudents,
                    videoIntroUrl,
                    thumbnailUrl,
                    cancellationPolicy,
                    bookingRules);
        }
    }

    private static String visible(String title) {
        if (Texts.isInvisible(title)) {
            throw Problem.invalid("title", "must not be blank");
        }
        return title.strip();
    }

    private static Money requireNotNegative(Money price) {
        if (price.isNegative()) {
            throw Problem.invalid("price.amount", "must not be negative");
        }
        return price;
    }

    record NewMaterial(
            @Schema(example = "Four-chamber view, step by step") @NotBlank @Size(max = 200)
            String title,

            @Schema(example = "What you see, step by step") @Size(max = 20_000) @Nullable
            String description,

            @Schema(example = "https://files.example.org/four-chamber.mp4")
            @NotNull
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            String fileUrl,

            @Schema(example = "video/mp4") @Size(max = 100) @Nullable
            String contentType,

            @Schema(example = "73400320") @PositiveOrZero @Nullable
            Long fileSizeBytes,

            @Nullable Boolean isFree,
            @Nullable Boolean isRequired,

            @Schema(example = "60") @Positive @Max(1_000_000) @Nullable
            Integer durationMinutes,

            @Schema(example = "0") @PositiveOrZero @Max(1_000_000) @Nullable
            Integer sortIndex) {

        MaterialDetails details() {
            return new MaterialDetails(
                    visible(title),
                    description,
                    fileUrl,
                    contentType,
                    fileSizeBytes,
                    isFree != null && isFree,
                    isRequired == null || isRequired,
                    durationMinutes);
        }
    }

    /** A merge patch: what is missing stays as it is, what is null is removed. */
    record MaterialPatch(
            @Schema(example = "Point-of-care ultrasound")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            @Size(max = 200)
            Edit<String> title,

            @Schema(example = "What you see, step by step") @Size(max = 20_000)
            Edit<String> description,

            @Schema(example = "https://files.example.org/four-chamber.mp4")
            @Pattern(regexp = URL, message = "must be an http(s) URL")
            Edit<String> fileUrl,

            @Schema(example = "video/mp4") @Size(max = 100) Edit<String> contentType,

            @Schema(example = "73400320") @PositiveOrZero Edit<Long> fileSizeBytes,

            Edit<Boolean> isFree,
            Edit<Boolean> isRequired,

            @Schema(example = "60") @Positive @Max(1_000_000)
            Edit<Integer> durationMinutes,

            @Schema(example = "0") @PositiveOrZero @Max(1_000_000)
            Edit<Integer> sortIndex) {

        MaterialChange change() {
            return new MaterialChange(
                    title.map(CourseRequests::visible),
                    description,
                    fileUrl,
                    contentType,
                    fileSizeBytes,
                    isFree,
                    isRequired,
                    durationMinutes,
                    sortIndex);
        }
    }

    record MaterialOrder(@NotNull @Size(max = 10_000) List<@NotNull UUID> materialIds) {}
}
