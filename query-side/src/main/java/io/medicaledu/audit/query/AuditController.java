package io.medicaledu.audit.query;

import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The event feed for auditors. */
@RestController
@RequestMapping("/api/audit")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Audit")
class AuditController {

    private static final Map<String, String> AGGREGATE_TYPES = Map.ofEntries(
            Map.entry("user", "User"),
            Map.entry("course", "Course"),
            Map.entry("slot", "AvailabilitySlot"),
            Map.entry("slot-series", "SlotSeries"),
            Map.entry("booking", "Booking"),
            Map.entry("payment", "Payment"),
            Map.entry("receipt", "Receipt"),
            Map.entry("enrollment", "Enrollment"),
            Map.entry("promo-code", "PromoCode"),
            Map.entry("instructor-rating", "InstructorRating"),
            Map.entry("course-rating", "CourseRating"),
            Map.entry("notification", "Notification"),
            Map.entry("announcement", "Announcement"));

    private final AuditEvents events;
    private final AuditLogs logs;

    AuditController(AuditEvents events, AuditLogs logs) {
        this.events = events;
        this.logs = logs;
    }

    @GetMapping("/logs")
    @Operation(
            summary = "Search the audit log, newest first",
            description =
                    "Each row that an event has changed, with what was changed before and after, who did it or whose"
                            + " request it goes back to.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<AuditLogs.AuditLog> logs(
            @Parameter(
                            example = "Booking",
                            description = "A table of the schema, e.g. CourseMaterial or CourseMaterials")
                    @RequestParam(required = false)
                    @Nullable
                    String entityName,
            @RequestParam(required = false) @Nullable UUID entityId,
            @RequestParam(required = false) @Nullable UUID userId,
            @RequestParam(required = false) @Nullable AuditActionType action,
            @Parameter(example = "2027-01-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(example = "2027-02-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return logs.find(
                new AuditLogs.Filter(entityName, entityId, userId, action, from, to), new PageRequest(limit, cursor));
    }

    @GetMapping("/events")
    @Operation(
            summary = "Read the event feed, in order",
            description = "nextCursor is the last position; hand it in as after (or cursor) to go on.")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<AuditEvent> events(
            @Parameter(description = "Position after which to go on", example = "0")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(example = "BookingConfirmed") @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable UUID aggregateId,
            @Parameter(description = "All that followed from one request") @RequestParam(required = false) @Nullable
                    String correlationId,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        PageRequest page = new PageRequest(limit, null);
        long from = cursor != null ? cursor : after != null ? after : 0;
        requirePosition(after == null ? "cursor" : "after", from);
        if (type != null && !EventCatalog.byName().containsKey(type)) {
            throw Problem.invalid("type", "is no type of event");
        }
        List<AuditEvent> items = events.feed(from, type, aggregateId, correlationId, page.limit());
        return new Page<>(
                items,
                items.size() < limit ? null : Long.toString(items.getLast().position()));
    }

    @GetMapping("/{aggregate}/{id}/history")
    @Operation(summary = "Read all that happened to one aggregate")
    @ApiResponse(responseCode = "200", description = "A page, oldest first")
    @ApiResponse(responseCode = "404", description = "not-found")
    Page<AuditEvent> history(
            @Parameter(example = "booking") @PathVariable String aggregate,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        String type = AGGREGATE_TYPES.get(aggregate);
        if (type == null) {
            throw Problem.notFound("kind of aggregate");
        }
        PageRequest page = new PageRequest(limit, null);
        requirePosition("cursor", cursor == null ? 0 : cursor);
        List<AuditEvent> items = events.history(type, id, cursor == null ? -1 : cursor, page.limit());
        if (items.isEmpty() && cursor == null) {
            throw Problem.notFound(aggregate);
        }
        return new Page<>(
                items,
                items.size() < limit ? null : Long.toString(items.getLast().sequenceNumber()));
    }

    private static void requirePosition(String parameter, long position) {
        if (position < 0) {
            throw Problem.invalid(parameter, "must not be negative");
        }
    }
}
