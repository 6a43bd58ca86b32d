package io.medicaledu.audit.query;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What tables said at an instant. */
@RestController
@RequestMapping("/api/audit/states")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Audit")
class AuditStatesController {

    private final PeriodStates states;

    AuditStatesController(PeriodStates states) {
        this.states = states;
    }

    @GetMapping
    @Operation(
            summary = "Read what a table said at an instant",
            description =
                    "The rows that came to be in a period, oldest first, each as it was then: played from the events, by"
                            + " the code that writes the audit log. With differences, also what is otherwise now.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(
            responseCode = "400",
            description = "validation: in the future, a table that there is not, a period that ends before it begins")
    @ApiResponse(responseCode = "503", description = "projection-behind: the audit log has not come to this time yet")
    Page<PeriodStates.RowState> states(
            @Parameter(
                            example = "Payment",
                            description = "A table of the schema, e.g. CourseMaterial or CourseMaterials")
                    @RequestParam
                    String entityName,
            @Parameter(example = "2027-04-01T00:00:00Z") @RequestParam Instant asOf,
            @Parameter(example = "2027-03-01T00:00:00Z", description = "Rows that came to be then or later")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(example = "2027-04-01T00:00:00Z", description = "Rows that came to be before")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to,
            @RequestParam(defaultValue = "false") boolean differences,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return states.find(
                new PeriodStates.Filter(entityName, asOf, from, to, differences), new PageRequest(limit, cursor));
    }
}
