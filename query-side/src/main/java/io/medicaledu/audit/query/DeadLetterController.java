package io.medicaledu.audit.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.DeadLetters;
import io.medicaledu.shared.query.DeadLetters.Dropped;
import io.medicaledu.shared.query.DeadLetters.Key;
import io.medicaledu.shared.query.DeadLetters.Letter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Events that a projection or process manager could not handle. */
@RestController
@RequestMapping("/api/dead-letters")
@Tag(name = "Audit")
class DeadLetterController {

    private static final char BETWEEN = ':';

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /** @param reason why it is given up; it is kept */
    record Drop(
            @Schema(example = "Entered by hand on 2027-01-15") @NotBlank @Size(max = 1000)
            String reason) {}

    @GetMapping
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(
            summary = "List the events that could not be handled",
            description =
                    "With those that wait behind one of the same aggregate: these have neither error nor attempts.")
    @ApiResponse(responseCode = "200", description = "A page, by follower and position")
    Page<Letter> parked(
            @Parameter(example = "bookings") @RequestParam(required = false) @Nullable String follower,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest page = new PageRequest(limit, cursor);
        return page(
                letters.parked(follower, key(cursor), page.limit()),
                page,
                last -> new Key(last.follower(), last.position()));
    }

    private static @Nullable Key key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int end = cursor.lastIndexOf(BETWEEN);
        try {
            return new Key(cursor.substring(0, Math.max(end, 0)), Long.parseLong(cursor.substring(end + 1)));
        } catch (NumberFormatException e) {
            throw Problem.invalid("cursor", "is not a cursor of this list");
        }
    }

    @GetMapping("/dropped")
    @RolesAllowed({"Admin", "Auditor"})
    @Operation(summary = "List the events that were given up")
    @ApiResponse(responseCode = "200", description = "A page, by follower and position; with who gave them up, and why")
    Page<Dropped> dropped(
            @RequestParam(required = false) @Nullable String follower,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest page = new PageRequest(limit, cursor);
        return page(
                letters.dropped(follower, key(cursor), page.limit()),
                page,
                last -> new Key(last.follower(), last.position()));
    }

    private static <T> Page<T> page(List<T> items, PageRequest page, Function<T, Key> keyOf) {
        if (items.size() < page.limit()) {
            return new Page<>(items, null);
        }
        Key last = keyOf.apply(items.getLast());
        return new Page<>(items, last.follower() + BETWEEN + last.position());
    }

    @PostMapping("/{follower}/{position}/retry")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try it again now")
    @ApiResponse(responseCode = "202", description = "It is gone from the list if it was handled")
    @ApiResponse(responseCode = "404", description = "not-found")
    void retry(@PathVariable String follower, @PathVariable long position) {
        require(follower, position);
        letters.retry(follower, position);
    }

    @PostMapping("/{follower}/{position}/drop")
    @RolesAllowed("Admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Give it up",
            description = "The follower will never handle it, not in a rebuild either. What waits behind it goes on.")
    @ApiResponse(responseCode = "204", description = "It is in the list of those that were given up")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "concurrent-update: it is being parked")
    void drop(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String follower,
            @PathVariable long position,
            @Valid @RequestBody Drop request) {
        require(follower, position);
        if (!letters.drop(follower, position, request.reason(), caller.userId().toString())) {
            throw new Problem(ProblemCode.CONCURRENT_UPDATE, "It is being parked; ask again");
        }
    }

    private void require(String follower, long position) {
        if (letters.find(follower, position).isEmpty()) {
            throw Problem.notFound("parked event");
        }
    }
}
