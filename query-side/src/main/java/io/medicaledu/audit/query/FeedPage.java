package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the feed.
 *
 * @param nextCursor null if there is no more for now
 */
public record FeedPage(
        List<AuditEvent> items,

        @Schema(description = "The last position of a full page; null if there is no more for now") @Nullable
        String nextCursor,

        @Schema(
                description =
                        "Up to here the feed was looked through: hand it in as after to go on, also after an empty page",
                example = "1024")
        long position) {

    /**
     * @param limit of the page
     * @param until up to where the feed was looked through, should the page not be full
     */
    static FeedPage of(List<AuditEvent> items, int limit, long until) {
        if (items.size() < limit) {
            return new FeedPage(items, null, until);
        }
        long last = items.getLast().position();
        return new FeedPage(items, Long.toString(last), last);
    }
}
