package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.CourseQuery.FindCourse;
import io.medicaledu.catalog.api.CourseQuery.FindCourses;
import io.medicaledu.catalog.api.CourseQuery.FindMaterials;
import io.medicaledu.catalog.api.CourseView;
import io.medicaledu.catalog.api.MaterialView;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.Texts;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The course catalog. */
@RestController
@RequestMapping("/api/courses")
@SecurityRequirements
@Tag(name = "Courses")
class CourseQueryController {

    private final Queries queries;

    CourseQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Operation(
            summary = "List courses",
            description = "The best matches of q first, else the newest. Unpublished ones only for owner and admin.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<CourseView> courses(
            @AuthenticationPrincipal @Nullable Caller caller,
            @Parameter(example = "Cardiology") @RequestParam(required = false) @Nullable String category,
            @Parameter(example = "ecg") @RequestParam(required = false) @Nullable String tag,
            @Parameter(example = "ultrasound heart") @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID instructorId,
            @Parameter(description = "With currency", example = "10.00") @RequestParam(required = false) @Nullable
                    String minPrice,
            @Parameter(description = "With currency", example = "150.00") @RequestParam(required = false) @Nullable
                    String maxPrice,
            @Parameter(example = "USD") @RequestParam(required = false) @Nullable String currency,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindCourses(
                        normalized(category),
                        normalized(tag),
                        q == null || q.isBlank() ? null : normalized(q),
                        instructorId,
                        price("minPrice", minPrice, currency),
                        price("maxPrice", maxPrice, currency),
                        caller,
                        new PageRequest(limit, cursor)),
                CourseView.class);
    }

    private static @Nullable String normalized(@Nullable String text) {
        return text == null ? null : Texts.normalized(text);
    }

    @GetMapping("/{courseId}")
    @Operation(summary = "Read a course")
    @ApiResponse(responseCode = "200", description = "The course")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<CourseView> course(@AuthenticationPrincipal @Nullable Caller caller, @PathVariable UUID courseId) {
        CourseView course = queries.ask(new FindCourse(courseId, caller), CourseView.class);
        return ETags.ok(course, course.version());
    }

    @GetMapping("/{courseId}/materials")
    @Operation(
            summary = "List a course's materials, in their order",
            description = "fileUrl only of free ones, or for owner, admins and students with an active enrollment.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "404", description = "not-found")
    Page<MaterialView> materials(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable UUID courseId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindMaterials(courseId, caller, new PageRequest(limit, cursor)), MaterialView.class);
    }

    private static @Nullable Money price(String field, @Nullable String amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        if (currency == null) {
            throw Problem.invalid("currency", "is needed with " + field);
        }
        try {
            return Money.of(amount, currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
