package io.medicaledu.learning.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.learning.api.EnrollmentProgress;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollment;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollments;
import io.medicaledu.learning.api.EnrollmentQuery.FindProgress;
import io.medicaledu.learning.api.EnrollmentView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/** One's own enrollments; all of them for admins. */
@RestController
@RequestMapping("/api/enrollments")
@Tag(name = "Enrollments")
class EnrollmentQueryController {

    private final Queries queries;

    EnrollmentQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/{enrollmentId}")
    @Operation(summary = "Read an enrollment")
    @ApiResponse(responseCode = "200", description = "The enrollment")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<EnrollmentView> enrollment(@AuthenticationPrincipal Caller caller, @PathVariable UUID enrollmentId) {
        EnrollmentView enrollment = queries.ask(new FindEnrollment(enrollmentId, caller), EnrollmentView.class);
        return ETags.ok(enrollment, enrollment.version());
    }

    @GetMapping
    @Operation(summary = "List enrollments, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<EnrollmentView> enrollments(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable UUID studentId,
            @RequestParam(required = false) @Nullable UUID courseId,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindEnrollments(studentId, courseId, caller, new PageRequest(limit, cursor)), EnrollmentView.class);
    }

    @GetMapping("/{enrollmentId}/progress")
    @Operation(summary = "Read the progress with each material", description = "Also for the course's instructor.")
    @ApiResponse(responseCode = "200", description = "The materials in their order, with what was done of each")
    @ApiResponse(responseCode = "404", description = "not-found")
    EnrollmentProgress progress(@AuthenticationPrincipal Caller caller, @PathVariable UUID enrollmentId) {
        return queries.ask(new FindProgress(enrollmentId, caller), EnrollmentProgress.class);
    }
}
