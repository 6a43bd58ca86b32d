package io.medicaledu.learning.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollDirectly;
import io.medicaledu.learning.api.EnrollmentCommand.ProgressResult;
import io.medicaledu.learning.api.EnrollmentCommand.RecordProgress;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Enrolling without a booking, and progress. */
@RestController
@RequestMapping("/api/enrollments")
@Tag(name = "Enrollments")
class EnrollmentController {

    private final Commands commands;

    EnrollmentController(Commands commands) {
        this.commands = commands;
    }

    /** @param studentId by admins only; missing: the caller */
    record NewEnrollment(@NotNull UUID courseId, @Nullable UUID studentId) {}

    /** @param timeSpentSeconds in all, not since the last time */
    record Progress(
            @Schema(example = "600") @NotNull @PositiveOrZero
            Integer timeSpentSeconds,

            @NotNull Boolean isCompleted) {}

    /** The id of the enrollment. */
    record Enrolled(UUID enrollmentId) {}

    @PostMapping
    @RolesAllowed({"Student", "Admin"})
    @Operation(
            summary = "Enroll in a free course",
            description =
                    "An admin enrolls any student in any published course. Other courses are entered by a booking.")
    @ApiResponse(responseCode = "201", description = "Enrolled")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "enrollment-state, course-full, course-not-published")
    @ApiResponse(responseCode = "422", description = "course-not-free")
    ResponseEntity<Enrolled> enroll(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewEnrollment request) {
        UUID studentId = studentOf(caller, request);
        UUID id = commands.ask(
                new EnrollDirectly(Ids.enrollment(studentId, request.courseId()), studentId, request.courseId()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/enrollments/" + id)).body(new Enrolled(id));
    }

    private static UUID studentOf(Caller caller, NewEnrollment request) {
        UUID asked = request.studentId();
        if (caller.isAdmin()) {
            if (asked == null) {
                throw Problem.invalid("studentId", "is needed");
            }
            return asked;
        }
        if (asked != null && !asked.equals(caller.userId())) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only an admin may enroll others");
        }
        return caller.userId();
    }

    @PutMapping("/{enrollmentId}/progress/{materialId}")
    @RolesAllowed("Student")
    @Operation(summary = "Record the progress with a material")
    @ApiResponse(responseCode = "200", description = "Recorded, with the percentage of the required materials")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "enrollment-state")
    ProgressResult progress(
            @PathVariable UUID enrollmentId, @PathVariable UUID materialId, @Valid @RequestBody Progress request) {
        return commands.ask(
                new RecordProgress(enrollmentId, materialId, request.timeSpentSeconds(), request.isCompleted()),
                ProgressResult.class);
    }
}
