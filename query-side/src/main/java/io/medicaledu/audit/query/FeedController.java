package io.medicaledu.audit.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The event feed: a page at a time, waited for, or as a stream. */
@RestController
@RequestMapping("/api/audit/events")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Audit")
class FeedController {

    private static final int LONGEST_WAIT_SECONDS = 30;
    /** Who waits is answered in time; this is for what nobody thought of. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final FeedWaiting waiting;
    private final FeedStreams streams;

    FeedController(FeedWaiting waiting, FeedStreams streams) {
        this.waiting = waiting;
        this.streams = streams;
    }

    @GetMapping
    @Operation(
            summary = "Read the event feed, in order",
            description =
                    "nextCursor is the last position of a full page; hand it in as after (or cursor) to go on. Who"
                            + " follows the feed hands in position, and with wait is answered as soon as there is something"
                            + " new, or by an empty page.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(
            responseCode = "400",
            description = "validation: a position below zero, a type that there is not, a wait that is too long")
    DeferredResult<FeedPage> events(
            @Parameter(description = "Position after which to go on", example = "0")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "A type, or the beginning of several with a star", example = "Booking*")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable UUID aggregateId,
            @Parameter(description = "All that followed from one request") @RequestParam(required = false) @Nullable
                    String correlationId,
            @Parameter(description = "Who acted: a user's id, or the name of a process", example = "webhook:stripe")
                    @RequestParam(required = false)
                    @Nullable
                    String actor,
            @Parameter(example = "2027-01-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(example = "2027-02-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "How many seconds to wait for an event, at most 30")
                    @RequestParam(defaultValue = "0")
                    int wait) {
        int size = new PageRequest(limit, null).limit();
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw Problem.invalid("wait", "must be 0 to " + LONGEST_WAIT_SECONDS + " seconds");
        }
        long position = cursor == null ? position("after", after) : position("cursor", cursor);
        FeedFilter filter = filter(position, type, aggregateId, correlationId, actor, from, to);
        Duration longest = Duration.ofSeconds(wait);
        DeferredResult<FeedPage> answer =
                new DeferredResult<>(longest.plus(GRACE).toMillis(), () -> FeedPage.of(List.of(), size, position));
        waiting.poll(filter, size, longest).whenComplete((page, failure) -> {
            if (failure == null) {
                answer.setResult(page);
            } else {
                answer.setErrorResult(failure);
            }
        });
        return answer;
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follow the event feed",
            description =
                    "Server-sent events, named by their type; id is the position, data as in the list. Who comes back with"
                            + " Last-Event-ID goes on from there.")
    @ApiResponse(responseCode = "200", description = "The stream")
    @ApiResponse(responseCode = "400", description = "validation: a position below zero, a type that there is not")
    @ApiResponse(responseCode = "503", description = "overloaded: there are too many streams on this node")
    ResponseEntity<SseEmitter> stream(
            @AuthenticationPrincipal Caller caller,
            HttpMethod method,
            @Parameter(description = "Position after which to go on; before after")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    Long lastEventId,
            @Parameter(description = "Position after which to go on", example = "0")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "A type, or the beginning of several with a star", example = "Booking*")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable UUID aggregateId,
            @RequestParam(required = false) @Nullable String correlationId,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        long position = lastEventId == null ? position("after", after) : position("Last-Event-ID", lastEventId);
        FeedFilter filter = filter(position, type, aggregateId, correlationId, actor, from, to);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM);
        return HttpMethod.HEAD.equals(method) ? answer.build() : answer.body(streams.open(filter, caller));
    }

    private static FeedFilter filter(
            long after,
            @Nullable String type,
            @Nullable UUID aggregateId,
            @Nullable String correlationId,
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new FeedFilter(
                after, type == null ? null : EventTypes.matching(type), aggregateId, correlationId, actor, from, to);
    }

    private static long position(String parameter, @Nullable Long given) {
        if (given != null && given < 0) {
            throw Problem.invalid(parameter, "must not be negative");
        }
        return given == null ? 0 : given;
    }
}
