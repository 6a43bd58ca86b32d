package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditLogs.AuditLog;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log out, newest first, page by page: in constant memory, however long it is. */
@Component
public class AuditExport {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 100;
    private static final String END_OF_LINE = "\r\n";

    private static final List<String> COLUMNS = List.of(
            "id",
            "createdAt",
            "entityName",
            "entityId",
            "action",
            "userId",
            "actor",
            "eventType",
            "position",
            "oldValues",
            "newValues",
            "ipAddress",
            "userAgent",
            "correlationId");

    private final AuditLogs logs;

    AuditExport(AuditLogs logs) {
        this.logs = logs;
    }

    /** In which form it is written. */
    public enum Format {
        /** RFC 4180, with a line of names; what a spreadsheet would take for a formula begins with an apostrophe. */
        csv("text/csv"),
        /** One JSON object a line. */
        ndjson("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** @param progress is told now and then how many rows are written */
    public void write(AuditLogs.Filter filter, Format format, Writer out, LongConsumer progress) throws IOException {
        if (format == Format.csv) {
            out.write(String.join(",", COLUMNS) + END_OF_LINE);
        }
        long written = 0;
        String cursor = null;
        do {
            Page<AuditLog> page = logs.find(filter, new PageRequest(AT_ONCE, cursor));
            for (AuditLog log : page.items()) {
                out.write(format == Format.csv ? line(log) : JSON.writeValueAsString(log) + "\n");
            }
            out.flush();
            written += page.items().size();
            progress.accept(written);
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private static String line(AuditLog log) {
        return Stream.of(
                                log.id(),
                                log.createdAt(),
                                log.entityName(),
                                log.entityId(),
                                log.action(),
                                text(log.userId()),
                                log.actor(),
                                log.eventType(),
                                log.position(),
                                text(log.oldValues()),
                                text(log.newValues()),
                                text(log.ipAddress()),
                                text(log.userAgent()),
                                text(log.correlationId()))
                        .map(Object::toString)
                        .map(AuditExport::cell)
                        .collect(Collectors.joining(","))
                + END_OF_LINE;
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean isPlain =
                safe.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
