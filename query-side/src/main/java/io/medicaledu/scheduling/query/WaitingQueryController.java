package io.medicaledu.scheduling.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.scheduling.api.WaitingQuery;
import io.medicaledu.scheduling.api.WaitingView;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The own place on a waitlist. */
@RestController
@RolesAllowed("Student")
@Tag(name = "Slots")
class WaitingQueryController {

    private final Queries queries;

    WaitingQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/slots/{slotId}/waitlist")
    @Operation(summary = "Read the own place on the waitlist of a slot")
    @ApiResponse(responseCode = "200", description = "The place, and until when a seat is offered")
    @ApiResponse(responseCode = "404", description = "not-found: the caller does not wait for this slot")
    WaitingView waiting(@AuthenticationPrincipal Caller caller, @PathVariable UUID slotId) {
        return queries.ask(new WaitingQuery(slotId, caller.userId()), WaitingView.class);
    }
}
