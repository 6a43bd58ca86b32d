package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseChange;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about courses. */
final class CourseRequests {

    private static final String URL = "https?://\\S{1,2000}";

    private CourseRequests() {}

    record NewCourse(
            @Schema(example = "Point-of-care ultrasound") @NotBlank @Size(max = 200)
            String title,

            @Size(max = 20_000) @Nullable String description,
            @Size(max = 500) @Nullable String shortDescription,
            @NotNull Money price,

            @Schema(example = "Emergency medicine") @Size(max = 100) @Nullable
            String category,

            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 50) String> tags,
            @Positive @Max(1_000_000) @Nullable Integer durationMinutes,
            @Positive @Max(1_000_000) @Nullable Integer maxStudents,

            @Pattern(regexp = URL, message = "must be an http(s) URL") @Nullable
            String videoIntroUrl,

            @Pattern(regexp = URL, message = "must be an http(s) URL") @Nullable
            String thumbnailUrl,

            @Nullable CancellationPolicy cancellationPolicy) {

        CourseDetails details() {
            return new CourseDetails(
                    title.strip(),
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

        CancellationPolicy policy() {
            return cancellationPolicy == null ? CancellationPolicy.DEFAULT : cancellationPolicy;
        }
    }

    /** What is missing or null stays as it is. */
    record Change(
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") @Size(max = 200) @Nullable
            String title,

            @Size(max = 20_000) @Nullable String description,
            @Size(max = 500) @Nullable String shortDescription,
            @Nullable Money price,
            @Size(max = 100) @Nullable String category,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 50) String> tags,
            @Positive @Max(1_000_000) @Nullable Integer durationMinutes,
            @Positive @Max(1_000_000) @Nullable Integer maxStudents,

            @Pattern(regexp = URL, message = "must be an http(s) URL") @Nullable
            String videoIntroUrl,

            @Pattern(regexp = URL, message = "must be an http(s) URL") @Nullable
            String thumbnailUrl,

            @Nullable CancellationPolicy cancellationPolicy) {

        CourseChange change() {
            return new CourseChange(
                    title,
                    description,
                    shortDescription,
                    price == null ? null : requireNotNegative(price),
                    category,
                    tags,
                    durationMinutes,
                    maxStudents,
                    videoIntroUrl,
                    thumbnailUrl,
                    cancellationPolicy);
        }
    }

    private static Money requireNotNegative(Money price) {
        if (price.isNegative()) {
            throw Problem.invalid("price.amount", "must not be negative");
        }
        return price;
    }
}
