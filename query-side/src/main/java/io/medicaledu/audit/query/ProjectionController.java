package io.medicaledu.audit.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.query.ProjectionRebuilds.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
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
    @Operation(
            summary = "Rebuild a projection from the events",
            description =
                    "Beside the tables that are read; once the new ones have caught up, they take their place at once.")
    @ApiResponse(responseCode = "202", description = "Begun, or at work already; see GET for the progress")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "rebuild-state: it is being compared")
    void rebuild(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
        rebuild.start(name, Purpose.Replace, caller.userId().toString());
    }

    @GetMapping("/{name}/rebuild")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read how far a rebuild is, or how the last one ended")
    @ApiResponse(responseCode = "200", description = "position goes up to head; replaying turns false at the end")
    @ApiResponse(responseCode = "404", description = "not-found")
    ProjectionRebuild.Progress progress(@PathVariable String name) {
        return rebuild.progress(name, Purpose.Replace);
    }

    @DeleteMapping("/{name}/rebuild")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Cancel a rebuild")
    @ApiResponse(responseCode = "204", description = "The tables that are read stay as they are")
    @ApiResponse(responseCode = "404", description = "not-found: none is at work")
    void cancel(@PathVariable String name) {
        rebuild.cancel(name, Purpose.Replace);
    }

    @PostMapping("/{name}/comparison")
    @RolesAllowed({"Admin", "Auditor"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Find out whether a rebuild would change anything",
            description =
                    "Builds the tables anew beside those that are read, holds the two against each other, and drops them.")
    @ApiResponse(responseCode = "202", description = "Begun, or at work already; see GET for the report")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "rebuild-state: it is being rebuilt")
    void compare(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
        rebuild.start(name, Purpose.Compare, caller.userId().toString());
    }

    @GetMapping("/{name}/comparison")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read how far a comparison is, and the report of the last one")
    @ApiResponse(
            responseCode = "200",
            description = "last has the rows and checksum of each table as it is read and as the events say")
    @ApiResponse(responseCode = "404", description = "not-found")
    ProjectionRebuild.Progress comparison(@PathVariable String name) {
        return rebuild.progress(name, Purpose.Compare);
    }

    @DeleteMapping("/{name}/comparison")
    @RolesAllowed({"Admin", "Auditor"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Cancel a comparison")
    @ApiResponse(responseCode = "204", description = "It is over")
    @ApiResponse(responseCode = "404", description = "not-found: none is at work")
    void cancelComparison(@PathVariable String name) {
        rebuild.cancel(name, Purpose.Compare);
    }
}
