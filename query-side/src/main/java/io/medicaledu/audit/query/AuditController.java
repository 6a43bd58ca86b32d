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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
            Map.entry("access-attempt", "AccessAttempt"),
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
            Map.entry("announcement", "Announcement"),
            Map.entry("reconciliation-difference", "ReconciliationDifference"));

    private final AuditEvents events;
    private final AuditLogs logs;
    private final AuditExport export;
    private final TimeTravel travel;
    private final Clock clock;

    AuditController(AuditEvents events, AuditLogs logs, AuditExport export, TimeTravel travel, Clock clock) {
        this.events = events;
        this.logs = logs;
        this.export = export;
        this.travel = travel;
        this.clock = clock;
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

    @GetMapping("/logs/export")
    @Operation(
            summary = "Export the audit log, newest first",
            description =
                    "As CSV that is safe in spreadsheets, or a JSON object a line; with the filters of the list. It is"
                            + " streamed, however long it is.")
    @ApiResponse(responseCode = "200", description = "The rows")
    void export(
            @Parameter(example = "csv") @RequestParam(defaultValue = "csv") AuditExport.Format format,
            @RequestParam(required = false) @Nullable String entityName,
            @RequestParam(required = false) @Nullable UUID entityId,
            @RequestParam(required = false) @Nullable UUID userId,
            @RequestParam(required = false) @Nullable AuditActionType action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-logs." + format + "\"");
        if (HttpMethod.GET.matches(request.getMethod())) {
            // Not the response's own writer: that one says nothing when nobody reads any more.
            Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            export.write(new AuditLogs.Filter(entityName, entityId, userId, action, from, to), format, out);
        }
    }

    @GetMapping("/events")
    @Operation(
            summary = "Read the event feed, in order",
            description = "nextCursor is the last position; hand it in as after (or cursor) to go on.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "400", description = "validation: a position below zero, a type that there is not")
    Page<AuditEvent> events(
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
            @RequestParam(required = false) @Nullable Long cursor) {
        PageRequest page = new PageRequest(limit, null);
        long position = cursor != null ? cursor : after != null ? after : 0;
        requirePosition(cursor == null ? "after" : "cursor", position);
        if (from != null && to != null && from.isAfter(to)) {
            throw Problem.invalid("from", "must not be after to");
        }
        List<AuditEvent> items = events.feed(
                new AuditEvents.Filter(position, types(type), aggregateId, correlationId, actor, from, to),
                page.limit());
        return new Page<>(
                items,
                items.size() < limit ? null : Long.toString(items.getLast().position()));
    }

    /** Null means all of them. */
    private static @Nullable List<String> types(@Nullable String type) {
        if (type == null) {
            return null;
        }
        Predicate<String> isMeant =
                type.endsWith("*") ? it -> it.startsWith(type.substring(0, type.length() - 1)) : type::equals;
        List<String> types =
                EventCatalog.byName().keySet().stream().filter(isMeant).sorted().toList();
        if (types.isEmpty()) {
            throw Problem.invalid("type", "is no type of event, nor the beginning of one");
        }
        return types;
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
        String type = requireType(aggregate);
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

    @GetMapping("/{aggregate}/{id}")
    @Operation(
            summary = "Read what one aggregate was like",
            description =
                    "At an instant (asOf) or a version; without either, now. The state is played from the events, by the"
                            + " code that writes the audit log; differences tell what is otherwise now.")
    @ApiResponse(responseCode = "200", description = "As it was")
    @ApiResponse(responseCode = "400", description = "validation: in the future, or no such version")
    @ApiResponse(responseCode = "404", description = "not-found, or not there yet")
    TimeTravel.Then state(
            @Parameter(example = "booking") @PathVariable String aggregate,
            @PathVariable UUID id,
            @Parameter(example = "2027-01-15T09:00:00Z") @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(example = "3") @RequestParam(required = false) @Nullable Long version) {
        String entityName = requireType(aggregate);
        if (version != null) {
            if (asOf != null) {
                throw Problem.invalid("version", "goes without asOf");
            }
            return travel.atVersion(entityName, id, version);
        }
        return travel.asOf(entityName, id, asOf == null ? clock.instant() : asOf);
    }

    private static String requireType(String aggregate) {
        String type = AGGREGATE_TYPES.get(aggregate);
        if (type == null) {
            throw Problem.notFound("kind of aggregate");
        }
        return type;
    }

    private static void requirePosition(String parameter, long position) {
        if (position < 0) {
            throw Problem.invalid(parameter, "must not be negative");
        }
    }
}
