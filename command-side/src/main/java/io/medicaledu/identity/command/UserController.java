package io.medicaledu.identity.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.api.Leaving;
import io.medicaledu.identity.api.PhoneNumber;
import io.medicaledu.identity.api.UserCommand.ChangeAccount;
import io.medicaledu.identity.api.UserCommand.ChangeProfile;
import io.medicaledu.identity.api.UserCommand.DeleteUser;
import io.medicaledu.identity.api.UserCommand.RegisterUser;
import io.medicaledu.identity.api.UserCommand.UnlockUser;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.MediaTypes;
import io.medicaledu.shared.command.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The own profile, and accounts as an admin manages them. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "Accounts")
class UserController {

    private static final String HAND_OVER_TO = "The instructor who takes over the courses and sessions";
    private static final String CANCEL_SESSIONS = "Cancels booked sessions of an instructor, with full refunds";

    private final Commands commands;
    private final PasswordEncoder passwords;

    UserController(Commands commands, PasswordEncoder passwords) {
        this.commands = commands;
        this.passwords = passwords;
    }

    @PatchMapping(
            path = "/me",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the own profile")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void changeProfile(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody IdentityRequests.ProfileChange request) {
        commands.send(
                new ChangeProfile(
                        caller.userId(),
                        request.displayName().map(IdentityRequests::name),
                        request.timeZone().map(IdentityRequests::timeZone),
                        request.phone().map(PhoneNumber::new),
                        request.notificationChannels().map(Set::copyOf)),
                Versions.ifMatch(ifMatch));
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete the own account",
            description = "What is booked is cancelled by its policy. An instructor hands the courses over, or has the"
                    + " sessions cancelled.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "409", description = "instructor-has-bookings, slot-overlap, last-admin")
    @ApiResponse(responseCode = "422", description = "not-an-instructor, own-slot")
    void deleteOwn(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = HAND_OVER_TO) @RequestParam(required = false) @Nullable UUID handOverTo,
            @Parameter(description = CANCEL_SESSIONS) @RequestParam(required = false) @Nullable
                    Boolean cancelBookings) {
        commands.send(new DeleteUser(caller.userId(), new Leaving(handOverTo, cancelBookings)));
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
                        EmailAddresses.require(request.email()),
                        IdentityRequests.name(request.displayName()),
                        request.role(),
                        IdentityRequests.timeZone(request.timeZone()),
                        encode(password)),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/users/" + userId)).body(new AuthController.UserCreated(userId));
    }

    private @Nullable String encode(@Nullable String password) {
        return password == null ? null : passwords.encode(IdentityRequests.password(password));
    }

    @PatchMapping(
            path = "/{userId}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Change a user's role, or whether the user is active",
            description = "An instructor with booked sessions stops teaching only if the request says what becomes of"
                    + " them. The courses are handed over, or no longer published. The bookings of a student who is"
                    + " deactivated are cancelled with a full refund, unless cancelBookings is false.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "instructor-has-bookings, slot-overlap, last-admin")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    @ApiResponse(responseCode = "422", description = "not-an-instructor, own-slot")
    void change(
            @PathVariable UUID userId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody IdentityRequests.UserChange request) {
        Leaving leaving = new Leaving(request.handOverTo(), request.cancelBookings());
        commands.send(new ChangeAccount(userId, request.role(), request.active(), leaving), Versions.ifMatch(ifMatch));
    }

    @DeleteMapping("/{userId}")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a user (soft)",
            description = "A student's bookings are cancelled with a full refund. An instructor with booked sessions is"
                    + " deleted only if the request says what becomes of them.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "instructor-has-bookings, slot-overlap, last-admin")
    @ApiResponse(responseCode = "422", description = "not-an-instructor, own-slot")
    void delete(
            @PathVariable UUID userId,
            @Parameter(description = HAND_OVER_TO) @RequestParam(required = false) @Nullable UUID handOverTo,
            @Parameter(description = CANCEL_SESSIONS) @RequestParam(required = false) @Nullable
                    Boolean cancelBookings) {
        commands.send(new DeleteUser(userId, new Leaving(handOverTo, cancelBookings)));
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
