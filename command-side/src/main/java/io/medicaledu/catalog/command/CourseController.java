package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CourseCommand.ChangeCourse;
import io.medicaledu.catalog.api.CourseCommand.CreateCourse;
import io.medicaledu.catalog.api.CourseCommand.DeleteCourse;
import io.medicaledu.catalog.api.CourseCommand.HandOverCourse;
import io.medicaledu.catalog.api.CourseCommand.PublishCourse;
import io.medicaledu.catalog.api.CourseCommand.UnpublishCourse;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.MediaTypes;
import io.medicaledu.shared.command.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creating, changing and publishing courses. */
@RestController
@RequestMapping("/api/courses")
@RolesAllowed({"Instructor", "Admin"})
@Tag(name = "Courses")
class CourseController {

    private final Commands commands;

    CourseController(Commands commands) {
        this.commands = commands;
    }

    /** The id of the course that was created. */
    record CourseCreated(UUID courseId) {}

    @PostMapping
    @RolesAllowed("Instructor")
    @Operation(summary = "Create a course", description = "It belongs to the caller and is not published yet.")
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "422", description = "amount-not-chargeable")
    ResponseEntity<CourseCreated> create(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody CourseRequests.NewCourse request) {
        UUID courseId = commands.ask(
                new CreateCourse(Ids.next(), caller.userId(), request.details(), request.policy(), request.rules()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/courses/" + courseId)).body(new CourseCreated(courseId));
    }

    @PatchMapping(
            path = "/{courseId}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change a course", description = "Bookings keep the price and policy they were made with.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    @ApiResponse(responseCode = "422", description = "amount-not-chargeable")
    void change(
            @PathVariable UUID courseId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody CourseRequests.Change request) {
        commands.send(new ChangeCourse(courseId, Versions.ifMatch(ifMatch), request.change()));
    }

    @DeleteMapping("/{courseId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a course (soft)", description = "It sells nothing more; bookings stay.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void delete(
            @PathVariable UUID courseId, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        commands.send(new DeleteCourse(courseId), Versions.ifMatch(ifMatch));
    }

    @PutMapping("/{courseId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Publish a course")
    @ApiResponse(responseCode = "204", description = "Published")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "instructor-inactive")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void publish(
            @PathVariable UUID courseId, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        commands.send(new PublishCourse(courseId), Versions.ifMatch(ifMatch));
    }

    /** @param instructorId who is responsible from now on */
    record Handover(@NotNull UUID instructorId) {}

    @PostMapping("/{courseId}/handover")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Hand a course over to another instructor",
            description = "With all of its sessions that are not over; bookings stay as they are. Its students and the"
                    + " new instructor are told.")
    @ApiResponse(responseCode = "204", description = "Handed over")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "slot-overlap")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    @ApiResponse(responseCode = "422", description = "not-an-instructor, own-slot")
    void handOver(
            @PathVariable UUID courseId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Handover request) {
        commands.send(new HandOverCourse(courseId, request.instructorId()), Versions.ifMatch(ifMatch));
    }

    @DeleteMapping("/{courseId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a course out of the catalog", description = "Bookings stay.")
    @ApiResponse(responseCode = "204", description = "Unpublished")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void unpublish(
            @PathVariable UUID courseId, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        commands.send(new UnpublishCourse(courseId), Versions.ifMatch(ifMatch));
    }
}
