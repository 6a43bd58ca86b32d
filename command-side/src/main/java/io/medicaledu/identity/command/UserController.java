package io.medicaledu.identity.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.Channel;
import io.medicaledu.identity.api.PersonName;
import io.medicaledu.identity.api.PhoneNumber;
import io.medicaledu.identity.api.UserCommand.ActivateUser;
import io.medicaledu.identity.api.UserCommand.ChangeProfile;
import io.medicaledu.identity.api.UserCommand.ChangeRole;
import io.medicaledu.identity.api.UserCommand.ChooseChannels;
import io.medicaledu.identity.api.UserCommand.DeactivateUser;
import io.medicaledu.identity.api.UserCommand.DeleteUser;
import io.medicaledu.identity.api.UserCommand.RegisterUser;
import io.medicaledu.identity.api.UserCommand.UnlockUser;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The own profile, and accounts as an admin manages them. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "Accounts")
class UserController {

    private final Commands commands;
    private final PasswordEncoder passwords;

    UserController(Commands commands, PasswordEncoder passwords) {
        this.commands = commands;
        this.passwords = passwords;
    }

    @PatchMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the own profile")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void changeProfile(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody IdentityRequests.ProfileChange request) {
        String name = request.displayName();
        String zone = request.timeZone();
        String phone = request.phone();
        Set<Channel> channels = request.notificationChannels();
        boolean changesProfile = name != null || zone != null || phone != null;
        Long version = Versions.ifMatch(ifMatch);
        if (changesProfile) {
            commands.send(
                    new ChangeProfile(
                            caller.userId(),
                            name == null ? null : new PersonName(name.strip()),
                            zone == null ? null : IdentityRequests.timeZone(zone),
                            phone == null ? null : new PhoneNumber(phone)),
                    version);
        }
        if (channels != null) {
            commands.send(new ChooseChannels(caller.userId(), channels), changesProfile ? null : version);
        }
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete the own account")
    @ApiResponse(responseCode = "204", description = "Deleted")
    void deleteOwn(@AuthenticationPrincipal Caller caller) {
        commands.send(new DeleteUser(caller.userId()));
    }

    @PostMapping
    @RolesAllowed("Admin")
    @Operation(summary = "Create a user of any role")
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "409", description = "email-taken")
    ResponseEntity<AuthController.UserCreated> create(@Valid @RequestBody IdentityRequests.NewUser request) {
        String password = request.password();
        UUID userId = commands.ask(
                new RegisterUser(
                        Ids.next(),
                        IdentityRequests.email(request.email()),
                        new PersonName(request.displayName().strip()),
                        request.role(),
                        IdentityRequests.timeZone(request.timeZone()),
                        encode(password)),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/users/" + userId)).body(new AuthController.UserCreated(userId));
    }

    private @Nullable String encode(@Nullable String password) {
        return password == null ? null : passwords.encode(IdentityRequests.password(password));
    }

    @PatchMapping("/{userId}")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change a user's role, or whether the user is active")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void change(
            @PathVariable UUID userId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody IdentityRequests.UserChange request) {
        Long version = Versions.ifMatch(ifMatch);
        if (request.role() != null) {
            commands.send(new ChangeRole(userId, request.role()), version);
        }
        if (request.active() != null) {
            commands.send(
                    request.active() ? new ActivateUser(userId) : new DeactivateUser(userId),
                    request.role() == null ? version : null);
        }
    }

    @DeleteMapping("/{userId}")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a user (soft)")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "not-found")
    void delete(@PathVariable UUID userId) {
        commands.send(new DeleteUser(userId));
    }

    @PostMapping("/{userId}/unlock")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Unlock an account before its time")
    @ApiResponse(responseCode = "204", description = "Unlocked")
    @ApiResponse(responseCode = "404", description = "not-found")
    void unlock(@PathVariable UUID userId) {
        commands.send(new UnlockUser(userId));
    }
}
