package io.medicaledu.scheduling.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.scheduling.api.WaitlistCommand.JoinWaitlist;
import io.medicaledu.scheduling.api.WaitlistCommand.LeaveWaitlist;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Waiting for a seat of a full slot. */
@RestController
@RequestMapping("/api/slots/{slotId}/waitlist")
@RolesAllowed("Student")
@Tag(name = "Slots")
class WaitlistController {

    private final Commands commands;

    WaitlistController(Commands commands) {
        this.commands = commands;
    }

    /** @param position in the line, 1 for the next; 0 if a seat is offered already */
    record Waiting(UUID slotId, int position) {}

    @PostMapping
    @Operation(
            summary = "Wait for a seat of a full slot",
            description = "When one comes free it is kept for whoever has waited longest, for a limited time, and then"
                    + " for the next. Book the slot to take it.")
    @ApiResponse(responseCode = "201", description = "Waiting; also if the caller was already")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(
            responseCode = "409",
            description = "slot-not-full, already-booked, slot-closed, waitlist-full, course-not-published,"
                    + " instructor-inactive")
    ResponseEntity<Waiting> join(@AuthenticationPrincipal Caller caller, @PathVariable UUID slotId) {
        int position = commands.ask(new JoinWaitlist(slotId, caller.userId()), Integer.class);
        return ResponseEntity.created(URI.create("/api/slots/" + slotId + "/waitlist"))
                .body(new Waiting(slotId, position));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Wait no longer, or decline the seat that is offered")
    @ApiResponse(responseCode = "204", description = "Not waiting")
    @ApiResponse(responseCode = "404", description = "not-found")
    void leave(@AuthenticationPrincipal Caller caller, @PathVariable UUID slotId) {
        commands.send(new LeaveWaitlist(slotId, caller.userId()));
    }
}
