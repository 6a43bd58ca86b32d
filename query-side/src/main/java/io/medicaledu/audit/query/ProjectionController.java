package io.medicaledu.audit.query;

import io.medicaledu.shared.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The projections: how far they are, and building them anew from the events. */
@RestController
@RequestMapping("/api/projections")
@Tag(name = "Audit")
class ProjectionController {

    private final ProjectionStatus status;
    private final ProjectionRebuild rebuild;

    ProjectionController(ProjectionStatus status, ProjectionRebuild rebuild) {
        this.status = status;
        this.rebuild = rebuild;
    }

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List the event processors of this node with their lag")
    @ApiResponse(responseCode = "200", description = "All of them")
    Page<ProjectionStatus.Status> projections() {
        return new Page<>(status.all(), null);
    }

    @PostMapping("/{name}/rebuild")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Rebuild a projection from the events")
    @ApiResponse(responseCode = "202", description = "Begun; see GET for the progress")
    @ApiResponse(responseCode = "404", description = "not-found")
    void rebuild(@PathVariable String name) {
        rebuild.start(name);
    }

    @GetMapping("/{name}/rebuild")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read how far a rebuild is")
    @ApiResponse(responseCode = "200", description = "position goes up to head; replaying turns false at the end")
    @ApiResponse(responseCode = "404", description = "not-found")
    ProjectionStatus.Status progress(@PathVariable String name) {
        return rebuild.progress(name);
    }
}
