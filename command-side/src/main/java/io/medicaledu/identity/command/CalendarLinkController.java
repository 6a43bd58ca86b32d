package io.medicaledu.identity.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.UserCommand.IssueCalendarLink;
import io.medicaledu.identity.api.UserCommand.RevokeCalendarLink;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The secret link by which a calendar program reads somebody's sessions. */
@RestController
@RequestMapping("/api/users/me/calendar-link")
@Tag(name = "Accounts")
class CalendarLinkController {

    private final Commands commands;
    private final AccountUrls urls;

    CalendarLinkController(Commands commands, AccountUrls urls) {
        this.commands = commands;
        this.urls = urls;
    }

    /** @param url shown once; whoever has it can read the calendar */
    record CalendarLink(String url) {}

    @PostMapping
    @Operation(
            summary = "Get a secret link to the own calendar",
            description = "For calendar programs, which cannot log in. An earlier link is void.")
    @ApiResponse(responseCode = "201", description = "The link; it is not shown again")
    ResponseEntity<CalendarLink> issue(@AuthenticationPrincipal Caller caller) {
        String token = Tokens.next();
        commands.send(new IssueCalendarLink(caller.userId(), Tokens.hash(token)));
        String link = urls.calendar(token);
        return ResponseEntity.created(URI.create(link)).body(new CalendarLink(link));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke the link to the own calendar")
    @ApiResponse(responseCode = "204", description = "Nobody reads it any more")
    void revoke(@AuthenticationPrincipal Caller caller) {
        commands.send(new RevokeCalendarLink(caller.userId()));
    }
}
