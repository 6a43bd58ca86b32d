package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CourseCommand.AddMaterial;
import io.medicaledu.catalog.api.CourseCommand.ChangeMaterial;
import io.medicaledu.catalog.api.CourseCommand.OrderMaterials;
import io.medicaledu.catalog.api.CourseCommand.RemoveMaterial;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.MediaTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The materials of a course. */
@RestController
@RequestMapping("/api/courses/{courseId}/materials")
@RolesAllowed({"Instructor", "Admin"})
@Tag(name = "Course materials")
class MaterialController {

    private final Commands commands;

    MaterialController(Commands commands) {
        this.commands = commands;
    }

    /** The id of the material that was added. */
    record MaterialAdded(UUID materialId) {}

    @PostMapping
    @Operation(
            summary = "Add a material",
            description = "Without sortIndex it comes last; required unless it says not.")
    @ApiResponse(responseCode = "201", description = "Added")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "403", description = "forbidden")
    ResponseEntity<MaterialAdded> add(
            @PathVariable UUID courseId, @Valid @RequestBody CourseRequests.NewMaterial request) {
        UUID id =
                commands.ask(new AddMaterial(courseId, Ids.next(), request.details(), request.sortIndex()), UUID.class);
        return ResponseEntity.created(URI.create("/api/courses/" + courseId + "/materials"))
                .body(new MaterialAdded(id));
    }

    @PatchMapping(
            path = "/{materialId}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change a material")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    void change(
            @PathVariable UUID courseId,
            @PathVariable UUID materialId,
            @Valid @RequestBody CourseRequests.MaterialPatch request) {
        commands.send(new ChangeMaterial(courseId, materialId, request.change()));
    }

    @DeleteMapping("/{materialId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a material (soft)")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ApiResponse(responseCode = "404", description = "not-found")
    void remove(@PathVariable UUID courseId, @PathVariable UUID materialId) {
        commands.send(new RemoveMaterial(courseId, materialId));
    }

    @PutMapping("/order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Put all materials in a new order")
    @ApiResponse(responseCode = "204", description = "Ordered")
    @ApiResponse(responseCode = "400", description = "validation")
    void order(@PathVariable UUID courseId, @Valid @RequestBody CourseRequests.MaterialOrder request) {
        commands.send(new OrderMaterials(courseId, request.materialIds()));
    }
}
