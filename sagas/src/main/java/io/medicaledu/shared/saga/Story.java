package io.medicaledu.shared.saga;

import io.medicaledu.shared.MetaDataKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What a process manager keeps for a deadline, so that what happens then belongs to the same story: the correlation id,
 * and the HTTP request and the user at its beginning.
 */
public record Story(
        @Nullable String correlationId,
        @Nullable String requestId,
        @Nullable String initiator) {

    /** The columns of a table that keeps it. */
    public static final String COLUMNS = "correlation_id, request_id, initiator";

    /** The story that the event belongs to. */
    public static Story of(Message<?> event) {
        MetaData metaData = event.getMetaData();
        String correlationId = text(metaData, MetaDataKeys.CORRELATION_ID);
        return new Story(
                correlationId == null ? event.getIdentifier() : correlationId,
                text(metaData, MetaDataKeys.REQUEST_ID),
                text(metaData, MetaDataKeys.INITIATOR));
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    static Story of(ResultSet row) throws SQLException {
        return new Story(row.getString("correlation_id"), row.getString("request_id"), row.getString("initiator"));
    }

    /** For a command that goes on with it. */
    Map<String, String> toMetaData() {
        Map<String, String> metaData = new HashMap<>();
        putIfPresent(metaData, MetaDataKeys.CORRELATION_ID, correlationId);
        putIfPresent(metaData, MetaDataKeys.REQUEST_ID, requestId);
        putIfPresent(metaData, MetaDataKeys.INITIATOR, initiator);
        return metaData;
    }

    private static void putIfPresent(Map<String, String> metaData, String key, @Nullable String value) {
        if (value != null) {
            metaData.put(key, value);
        }
    }
}
