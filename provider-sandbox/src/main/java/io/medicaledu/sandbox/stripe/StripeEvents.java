package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events that happened, as they were sent (https://docs.stripe.com/api/events). */
@Component
public class StripeEvents {

    private final SandboxDatabase database;

    StripeEvents(SandboxDatabase database) {
        this.database = database;
    }

    /** @throws StripeException if there is none */
    public Map<String, @Nullable Object> get(String id) {
        return find(id).map(Json::parse).orElseThrow(() -> StripeException.missing("event", "id", id));
    }

    /** Events, newest first; {@code type} narrows them. */
    public Page<Map<String, @Nullable Object>> list(Form form) {
        form.allow(Set.of("limit", "starting_after", "type"));
        Page.Wanted page = Page.Wanted.of(form);
        String after = page.after();
        if (after != null && find(after).isEmpty()) {
            throw StripeException.missing("event", "starting_after", after);
        }
        Map<String, @Nullable Object> params = new HashMap<>();
        params.put("type", form.get("type"));
        params.put("after", after);
        params.put("limit", page.limit() + 1);
        List<String> bodies =
                database.sql("""
                        SELECT body FROM provider_sandbox.stripe_events
                        WHERE (CAST(:type AS text) IS NULL OR type = :type)
                            AND (CAST(:after AS text) IS NULL
                                OR seq < (SELECT seq FROM provider_sandbox.stripe_events WHERE id = :after))
                        ORDER BY seq DESC LIMIT :limit""").params(params).query(String.class).list();
        return Page.of(bodies.stream().map(Json::parse).toList(), page);
    }

    private Optional<String> find(String id) {
        return StripeIds.isPossible(id)
                ? database.sql("SELECT body FROM provider_sandbox.stripe_events WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }
}
