package io.medicaledu.app.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Steps of an admin who compares a provider's books with ours. */
public final class Books {

    public static final String PATH = "/api/payments/reconciliation";

    private final Api admin;
    private final String provider;

    /** Stripe's. */
    public Books(Api admin) {
        this(admin, "Stripe");
    }

    public Books(Api admin, String provider) {
        this.admin = admin;
        this.provider = provider;
    }

    public Api.Answer post(Instant from, Instant until) {
        return admin.post(PATH, Map.of("provider", provider, "from", from.toString(), "until", until.toString()));
    }

    public UUID request(Instant from, Instant until) {
        Api.Answer answer = post(from, until);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String id = answer.json().path("runs").get(0).path("id").asString();
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + id);
        return UUID.fromString(id);
    }

    /** Until now; from a second earlier, as the provider counts in seconds. */
    public UUID request(Instant from) {
        return request(from.minusSeconds(1), Instant.now());
    }

    public JsonNode run(UUID id) {
        return admin.get(PATH + "/" + id).json();
    }

    public JsonNode await(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> run(id),
                        run -> List.of("Succeeded", "Failed")
                                .contains(run.path("state").asString()));
    }

    /** Compares until now. */
    public JsonNode compare(Instant from) {
        JsonNode run = await(request(from));
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("Succeeded");
        return run;
    }

    /** What a run has found about a payment. */
    public List<JsonNode> of(JsonNode run, UUID paymentId) {
        List<JsonNode> found = new ArrayList<>();
        String url = PATH + "/" + run.path("id").asString() + "/differences?limit=50";
        String cursor = "";
        while (true) {
            JsonNode page = admin.get(url + cursor).json();
            page.path("items").forEach(found::add);
            String next = page.path("nextCursor").asString("");
            if (next.isEmpty()) {
                assertThat(found).hasSize(run.path("counts").path("differences").asInt());
                return found.stream()
                        .filter(each -> each.path("paymentId").asString("").equals(paymentId.toString()))
                        .toList();
            }
            cursor = "&cursor=" + next;
        }
    }

    public JsonNode onlyOf(JsonNode run, UUID paymentId) {
        List<JsonNode> found = of(run, paymentId);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    public JsonNode read(JsonNode difference) {
        return admin.get(path(difference)).json();
    }

    public Api.Answer repair(JsonNode difference, @Nullable String note) {
        Map<String, Object> body = new HashMap<>();
        body.put("note", note);
        return admin.post(path(difference) + "/repair", body);
    }

    public Api.Answer dismiss(JsonNode difference, String reason) {
        return admin.post(path(difference) + "/dismissal", Map.of("reason", reason));
    }

    private static String path(JsonNode difference) {
        return PATH + "/differences/" + difference.path("differenceId").asString();
    }
}
