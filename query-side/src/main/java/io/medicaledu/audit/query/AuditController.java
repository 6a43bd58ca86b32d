package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What auditors look up: the audit log, and what has happened to one thing. */
@RestController
@RequestMapping("/api/audit")
@RolesAllowed({"Admin", "Auditor"})
@Tag(name = "Audit")
class AuditController {

    private static final Duration COUNTING = Duration.ofSeconds(2);

    private final AuditEvents events;
    private final AuditLogs logs;
    private final AuditExport export;
    private final TimeTravel travel;

    AuditController(AuditEvents events, AuditLogs logs, AuditExport export, TimeTravel travel) {
        this.events = events;
        this.logs = logs;
        this.export = export;
        this.travel = travel;
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
                            + " streamed, however long it is. X-Total-Count says how many rows there are, if that is known"
                            + " in a moment.")
    @ApiResponse(
            responseCode = "200",
            description = "The rows",
            headers = @Header(name = "X-Total-Count", description = "How many rows there are; not always known"))
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
        AuditLogs.Filter filter = new AuditLogs.Filter(entityName, entityId, userId, action, from, to);
        logs.count(filter, COUNTING).ifPresent(rows -> response.setHeader("X-Total-Count", Long.toString(rows)));
        if (HttpMethod.GET.matches(request.getMethod())) {
            // Not the response's own writer: that one says nothing when nobody reads any more.
            Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            export.write(filter, format, out, rows -> {});
        }
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
        String type = AuditedNames.ofAggregate(aggregate);
        PageRequest page = new PageRequest(limit, null);
        if (cursor != null && cursor < 0) {
            throw Problem.invalid("cursor", "must not be negative");
        }
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
        String entityName = AuditedNames.ofAggregate(aggregate);
        if (version != null) {
            if (asOf != null) {
                throw Problem.invalid("version", "goes without asOf");
            }
            return travel.atVersion(entityName, id, version);
        }
        return asOf == null ? travel.now(entityName, id) : travel.asOf(entityName, id, asOf);
    }
}
