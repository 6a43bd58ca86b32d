package io.medicaledu.audit.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose request a story goes back to, and from where it came. What process managers do later, and providers tell, belongs to
 * the same story, and says so in the log.
 */
@Component
class AuditStories {

    private final JdbcClient jdbc;

    AuditStories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who began a story.
     *
     * @param userId null if no user did
     */
    record Origin(
            @Nullable UUID userId,
            @Nullable String ipAddress,
            @Nullable String userAgent) {

        static Origin of(AuditEntry entry) {
            return new Origin(entry.userId(), entry.ipAddress(), entry.userAgent());
        }
    }

    /** The entries with their story's origin, where they have none of their own. */
    List<AuditEntry> complete(List<AuditEntry> entries) {
        Map<String, Origin> begun = new LinkedHashMap<>();
        List<String> wanted = new ArrayList<>();
        for (AuditEntry entry : entries) {
            String story = entry.correlationId();
            if (story == null) {
                continue;
            }
            if (entry.ipAddress() != null) {
                begun.putIfAbsent(story, Origin.of(entry));
            }
            if (!entry.isComplete()) {
                wanted.add(story);
            }
        }
        Map<String, Origin> origins = new HashMap<>(begun);
        if (!wanted.isEmpty()) {
            // What was there before is the story's beginning.
            origins.putAll(known(wanted));
        }
        remember(begun);
        return entries.stream()
                .map(entry -> entry.isComplete() ? entry : entry.from(origins.get(entry.correlationId())))
                .toList();
    }

    private Map<String, Origin> known(List<String> stories) {
        Map<String, Origin> known = new HashMap<>();
        jdbc.sql("""
                        SELECT correlation_id, user_id, ip_address, user_agent FROM read_model.audit_stories
                        WHERE correlation_id = ANY (?)""").param(stories.stream().distinct().toArray(String[]::new)).query(row -> {
            known.put(
                    row.getString("correlation_id"),
                    new Origin(
                            row.getObject("user_id", UUID.class),
                            row.getString("ip_address"),
                            row.getString("user_agent")));
        });
        return known;
    }

    private void remember(Map<String, Origin> begun) {
        if (!begun.isEmpty()) {
            List<Map.Entry<String, Origin>> rows = List.copyOf(begun.entrySet());
            jdbc.sql("""
                            INSERT INTO read_model.audit_stories (correlation_id, user_id, ip_address, user_agent)
                            SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:users AS uuid[]), CAST(:ips AS text[]), CAST(:agents AS text[]))
                            ON CONFLICT DO NOTHING""")
                    .param("ids", rows.stream().map(Map.Entry::getKey).toArray(String[]::new))
                    .param(
                            "users",
                            rows.stream().map(row -> row.getValue().userId()).toArray(UUID[]::new))
                    .param(
                            "ips",
                            rows.stream().map(row -> row.getValue().ipAddress()).toArray(String[]::new))
                    .param(
                            "agents",
                            rows.stream().map(row -> row.getValue().userAgent()).toArray(String[]::new))
                    .update();
        }
    }
}
