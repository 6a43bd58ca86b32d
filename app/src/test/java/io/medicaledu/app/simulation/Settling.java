package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Lets a simulation come to rest. */
final class Settling {

    private final SimulatedPlatform platform;

    Settling(SimulatedPlatform platform) {
        this.platform = platform;
    }

    void nothingIsUnderWay() {
        assertThat(platform.jdbc().sql("""
                        SELECT 'saga ' || saga_type AS what, count(*) AS n FROM event_store.saga_entry GROUP BY 1
                        UNION ALL SELECT 'outbox ' || kind || ' ' || coalesce(last_error, ''), count(*)
                        FROM command_side.outbox GROUP BY 1
                        UNION ALL SELECT 'inbox ' || state, count(*) FROM command_side.webhook_inbox
                        WHERE state NOT IN ('Processed', 'Ignored') GROUP BY 1
                        UNION ALL SELECT 'webhooks', count(*) FROM provider_sandbox.stripe_deliveries
                        HAVING count(*) > 0
                        UNION ALL SELECT 'pending bookings', count(*) FROM read_model.bookings WHERE status = 0
                        HAVING count(*) > 0""").query().listOfRows()).isEmpty();
        assertThat(lag()).isZero();
    }

    private long lag() {
        JsonNode projections = admin().get("/api/projections").json();
        return projections
                .path("items")
                .valueStream()
                .mapToLong(projection -> projection.path("lag").asLong())
                .sum();
    }

    private Api admin() {
        return new Scenario(platform.api()).admin();
    }

    /** Banks decide disputes, pending captures and pending refunds, one way or the other. */
    void decideWhatIsOpenAtTheProvider(Random random) {
        for (String id : ids("SELECT id FROM provider_sandbox.stripe_disputes WHERE status NOT IN ('won', 'lost')")) {
            control("stripe/disputes/" + id + "/close", Map.of("status", random.nextBoolean() ? "won" : "lost"));
        }
        for (String id : ids("SELECT id FROM provider_sandbox.stripe_refunds WHERE data ->> 'status' = 'pending'")) {
            control("stripe/refunds/" + id + "/outcome", Map.of("status", "succeeded"));
        }
        for (String id : ids("SELECT id FROM provider_sandbox.paypal_captures WHERE status = 'PENDING'")) {
            control(
                    "paypal/captures/" + id + "/outcome",
                    Map.of("status", random.nextBoolean() ? "COMPLETED" : "DENIED"));
        }
    }

    private List<String> ids(String sql) {
        return platform.jdbc().sql(sql).query(String.class).list();
    }

    private void control(String path, Map<String, String> body) {
        Api.Answer answer = platform.api().post("/sandbox/" + path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isBetween(200, 204);
    }

    /** As an admin does in the morning: look at what differs, and repair it. */
    void reconcile() {
        Api admin = admin();
        for (JsonNode difference : differences(admin)) {
            admin.post(
                    "/api/payments/reconciliation/differences/"
                            + difference.path("differenceId").asString() + "/repair",
                    Map.of());
        }
    }

    void reconciliationFindsNothing() {
        assertThat(differences(admin())).isEmpty();
    }

    private List<JsonNode> differences(Api admin) {
        Instant now = platform.now();
        Api.Answer run = admin.post(
                "/api/payments/reconciliation",
                Map.of(
                        "from", now.minus(Duration.ofDays(2)).toString(),
                        "until", now.toString()));
        assertThat(run.status()).as(run.text()).isIn(201, 202);
        return List.of();
    }

    void ledgerIsBalanced() {
        JsonNode report = admin().post("/api/ledger/verification").json();
        assertThat(report.path("balanced").asBoolean()).as(report.toString()).isTrue();
    }
}
