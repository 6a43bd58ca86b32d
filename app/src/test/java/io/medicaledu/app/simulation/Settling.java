package io.medicaledu.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Lets a simulation come to rest. */
final class Settling {

    private static final String RUNS = "/api/payments/reconciliation";
    private static final String DIFFERENCES = RUNS + "/differences";

    private final SimulatedPlatform platform;
    private final Api admin;

    Settling(SimulatedPlatform platform) {
        this.platform = platform;
        // Logs in once: each login is an event that projections have to handle.
        this.admin = new Scenario(platform.api()).admin();
    }

    void nothingIsUnderWay() {
        assertThat(platform.jdbc().sql("""
                        SELECT 'unpaid bookings' AS what, count(*) AS n FROM process_manager.booking_payments
                        HAVING count(*) > 0
                        UNION ALL SELECT 'open refunds', count(*) FROM process_manager.refunds HAVING count(*) > 0
                        UNION ALL SELECT 'credit notes', count(*) FROM process_manager.expected_credit_notes
                        HAVING count(*) > 0
                        UNION ALL SELECT 'outbox ' || kind || ' ' || coalesce(last_error, ''), count(*)
                        FROM command_side.outbox GROUP BY 1
                        UNION ALL SELECT 'inbox ' || state, count(*) FROM command_side.webhook_inbox
                        WHERE state NOT IN ('Processed', 'Ignored') GROUP BY 1
                        UNION ALL SELECT 'webhooks', count(*) FROM provider_sandbox.webhook_deliveries
                        HAVING count(*) > 0
                        UNION ALL SELECT 'pending bookings', count(*) FROM read_model.bookings WHERE status = 0
                        HAVING count(*) > 0""").query().listOfRows()).isEmpty();
        assertThat(lag()).isZero();
    }

    private long lag() {
        JsonNode projections = admin.get("/api/projections").json();
        return projections
                .path("items")
                .valueStream()
                .mapToLong(projection -> projection.path("lag").asLong())
                .sum();
    }

    /** Banks decide disputes, pending captures and pending refunds, one way or the other. */
    void decideWhatIsOpenAtTheProvider(Random random) {
        for (String id :
                ids("SELECT id FROM provider_sandbox.stripe_disputes WHERE status = 'warning_needs_response'")) {
            control("stripe/disputes/" + id + "/close", Map.of("status", "warning_closed"));
        }
        for (Map<String, Object> dispute : rows("""
                SELECT id, amount FROM provider_sandbox.stripe_disputes WHERE status = 'needs_response'""")) {
            control(
                    "stripe/disputes/" + dispute.get("id") + "/close",
                    Decision.of(random).atStripe(units(dispute, "amount")));
        }
        for (Map<String, Object> dispute : rows("""
                SELECT id, data -> 'amount' ->> 'currency' AS currency, (data -> 'amount' ->> 'units')::bigint AS units
                FROM provider_sandbox.paypal_disputes
                WHERE status <> 'RESOLVED'""")) {
            String path = "paypal/disputes/" + dispute.get("id");
            if (random.nextBoolean()) {
                control(path + "/review", Map.of());
            }
            control(
                    path + "/resolve",
                    Decision.of(random).atPayPal(units(dispute, "units"), text(dispute, "currency")));
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

    /** Weeks later, so to speak: a bank gives lost money back after all, and others send back what was refunded. */
    void banksThinkAgain(Random random) {
        for (String id : ids("""
                SELECT id FROM provider_sandbox.stripe_disputes
                WHERE status = 'lost' AND amount >= 400 AND coalesce((data ->> 'reinstated')::bigint, 0) < 400""")) {
            if (random.nextInt(4) == 0) {
                control("stripe/disputes/" + id + "/reinstate", Map.of("reinstated", 400));
            }
        }
        for (Map<String, Object> refund : rows("""
                SELECT 'stripe' AS provider, id FROM provider_sandbox.stripe_refunds WHERE data ->> 'status' = 'succeeded'
                UNION ALL SELECT 'paypal', id FROM provider_sandbox.paypal_refunds WHERE status = 'COMPLETED'
                    AND data ->> 'note' IS DISTINCT FROM 'Payment reversed'
                ORDER BY 1, 2""")) {
            if (random.nextInt(12) == 0) {
                String provider = text(refund, "provider");
                control(
                        provider + "/refunds/" + text(refund, "id") + "/outcome",
                        Map.of("status", provider.equals("paypal") ? "FAILED" : "failed"));
            }
        }
    }

    /**
     * An admin looks at the payments that are flagged as a refund of them failed or came back, and makes in the
     * provider's dashboard once more what of it is owed. What was given of free will stays where it is.
     */
    void refundOnceMoreWhatCameBack(List<World> worlds) {
        for (Map<String, Object> owed : new Books(platform.jdbc()).owedAfterFailedRefunds(worlds)) {
            String transaction = text(owed, "transaction_id");
            long units = units(owed, "units");
            if (Boolean.TRUE.equals(owed.get("by_card"))) {
                control("stripe/dashboard-refunds", Map.of("paymentIntent", transaction, "amount", units));
            } else {
                String amount = Objects.requireNonNull(
                        World.money(units, text(owed, "currency")).get("amount"));
                control("paypal/dashboard-refunds", Map.of("captureId", transaction, "amount", amount));
            }
        }
    }

    private static String text(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column)).toString();
    }

    private static long units(Map<String, Object> row, String column) {
        return Long.parseLong(text(row, column));
    }

    private List<Map<String, Object>> rows(String sql) {
        return platform.jdbc().sql(sql).query().listOfRows();
    }

    private List<String> ids(String sql) {
        return platform.jdbc().sql(sql).query(String.class).list();
    }

    private void control(String path, Map<String, ?> body) {
        Api.Answer answer = platform.api().post("/sandbox/" + path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isBetween(200, 204);
    }

    /** As an admin does in the morning: compare the books, look at what differs, and repair it. */
    void reconcile() {
        for (JsonNode difference : differences()) {
            Api.Answer answer = admin.post(
                    DIFFERENCES + "/" + difference.path("differenceId").asString() + "/repair", Map.of());
            assertThat(answer.status()).as(difference + ": " + answer.text()).isEqualTo(200);
        }
    }

    void reconciliationFindsNothing() {
        assertThat(differences()).isEmpty();
    }

    private List<JsonNode> differences() {
        Instant now = platform.now();
        Api.Answer requested =
                admin.post(RUNS, Map.of("from", now.minus(Duration.ofDays(8)).toString(), "until", now.toString()));
        assertThat(requested.status()).as(requested.text()).isEqualTo(202);
        for (JsonNode run : requested.json().path("runs")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> admin.get(RUNS + "/" + run.path("id").asString())
                            .get("state")
                            .equals("Succeeded"));
        }
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    admin.get(DIFFERENCES + "?state=Open&limit=100" + cursor).json();
            page.path("items").forEach(found::add);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return found;
    }

    void ledgerIsBalanced() {
        JsonNode report = admin.post("/api/ledger/verification").json();
        assertThat(report.path("balanced").asBoolean()).as(report.toString()).isTrue();
    }
}
