package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events that happened, as they were sent (https://docs.stripe.com/api/events). */
@Component
public class StripeEvents {

    private final SandboxDatabase database;
    private final PagedQuery pages;

    StripeEvents(SandboxDatabase database) {
        this.database = database;
        this.pages = new PagedQuery(
                database, "event", "provider_sandbox.stripe_events", "body", "floor(extract(epoch FROM created_at))");
    }

    /** @throws StripeException if there is none */
    public Map<String, @Nullable Object> get(String id) {
        return find(id).map(Json::parse).orElseThrow(() -> StripeException.missing("event", "id", id));
    }

    /** Events, newest first; {@code type} and {@code created} narrow them. */
    public Page<Map<String, @Nullable Object>> list(Form form) {
        return pages.read(Page.Wanted.of(form, "type")).map(Json::parse);
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
