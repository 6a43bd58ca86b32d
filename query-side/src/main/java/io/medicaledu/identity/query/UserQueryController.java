package io.medicaledu.identity.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.SessionView;
import io.medicaledu.identity.api.UserQuery.FindSessions;
import io.medicaledu.identity.api.UserQuery.FindUser;
import io.medicaledu.identity.api.UserQuery.FindUsers;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.identity.api.UserView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.ETags;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The own profile and sessions, and all users for admins. */
@RestController
@Tag(name = "Accounts")
class UserQueryController {

    private final Queries queries;

    UserQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/users/me")
    @Operation(summary = "Read the own profile")
    @ApiResponse(responseCode = "200", description = "The profile")
    ResponseEntity<UserView> me(@AuthenticationPrincipal Caller caller) {
        UserView user = queries.ask(new FindUser(caller.userId()), UserView.class);
        return ETags.ok(user, user.version());
    }

    @GetMapping("/api/users/{userId}")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "Read a user")
    @ApiResponse(responseCode = "200", description = "The user")
    @ApiResponse(responseCode = "404", description = "not-found")
    ResponseEntity<UserView> user(@PathVariable UUID userId) {
        UserView user = queries.ask(new FindUser(userId), UserView.class);
        return ETags.ok(user, user.version());
    }

    @GetMapping("/api/users")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List users, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<UserView> users(
            @RequestParam(required = false) @Nullable UserRole role,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindUsers(role, active, new PageRequest(limit, cursor)), UserView.class);
    }

    @GetMapping("/api/auth/sessions")
    @Operation(summary = "List the own valid sessions, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<SessionView> sessions(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(new FindSessions(caller, new PageRequest(limit, cursor)), SessionView.class);
    }
}
