package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may subscribe to what, and what is seen of it. */
class SubscriptionRulesTest extends PlatformTest {

    private static final String URL = "http://127.0.0.1:65533/hook";
    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private Api admin;

    @BeforeEach
    void logIn() {
        admin = scenario().admin();
    }

    private String subscribe() {
        Api.Answer created = admin.post("/api/subscriptions", Map.of("url", URL, "types", List.of("Slot*")));
        return created.get("subscriptionId");
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE payload_type LIKE 'Subscription%'")
                .query(Long.class)
                .single();
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        long before = events();
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("url", URL, "types", List.of("NoSuchEvent")),
                Map.of("url", URL, "types", List.of("Booking*", "Spaceship*")),
                Map.of("url", URL, "types", "Booking*"),
                Map.of("url", URL, "from", -1),
                Map.of("url", URL, "from", 9_000_000_000_000L),
                Map.of("url", URL, "secret", "too-simple"),
                Map.of("url", URL, "secret", "whsec_c2hvcnQ="),
                Map.of("url", URL, "secret", "whsec_no base64 at all, but long enough to be one"),
                Map.of("url", URL, "unknown", 1))) {
            Api.Answer answer = admin.post("/api/subscriptions", body);
            assertThat(answer.code()).as(body + ": " + answer.text()).isEqualTo("validation");
        }
        assertThat(events()).isEqualTo(before);
    }

    /** The demo's setting lets this machine and private networks be called, nothing else. */
    @Test
    void whatMustNotBeCalledIsRefused() {
        long before = events();
        for (String url : List.of(
                "http://203.0.112.7/hook",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://[fe80::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://user:password@203.0.112.7/",
                "https://203.0.112.7:25/",
                "ftp://203.0.112.7/",
                "file:///etc/passwd",
                "nonsense")) {
            Api.Answer answer = admin.post("/api/subscriptions", Map.of("url", url));
            assertThat(answer.status()).as(url).isEqualTo(422);
            assertThat(answer.code()).as(url).isEqualTo("target-not-allowed");
        }
        assertThat(events()).isEqualTo(before);
        assertThat(scenario()
                        .student()
                        .api()
                        .post(
                                "/api/notifications/push-subscriptions",
                                Map.of(
                                        "endpoint",
                                        "https://169.254.169.254/push",
                                        "keys",
                                        Map.of("p256dh", "B".repeat(87), "auth", "A".repeat(22))))
                        .code())
                .isEqualTo("target-not-allowed");
    }

    @Test
    void aChangeThatMakesNoSenseChangesNothing() {
        String id = subscribe();
        String path = "/api/subscriptions/" + id;
        long before = events();

        assertThat(admin.patch(path, Map.of("url", "https://169.254.169.254/")).code())
                .isEqualTo("target-not-allowed");
        assertThat(admin.patch(path, Map.of("types", List.of("Spaceship"))).code())
                .isEqualTo("validation");
        assertThat(admin.post(path + "/rewind", Map.of("position", 9_000_000_000_000L))
                        .code())
                .isEqualTo("validation");
        assertThat(admin.post(path + "/rewind", Map.of()).code()).isEqualTo("validation");
        assertThat(admin.post(path + "/resume").status()).isEqualTo(204);
        assertThat(admin.patch(path, Map.of("url", URL)).status()).isEqualTo(204);
        assertThat(events()).as("none of it is news").isEqualTo(before);

        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).code()).isEqualTo("not-found");
        assertThat(admin.post(path + "/pause").code()).isEqualTo("not-found");
        assertThat(admin.delete("/api/subscriptions/" + UUID.randomUUID()).code())
                .isEqualTo("not-found");
    }

    @Test
    void theSecretIsShownOnce() {
        String key = UUID.randomUUID().toString();
        Api.Answer created = admin.with("Idempotency-Key", key)
                .post("/api/subscriptions", Map.of("url", URL, "secret", SECRET, "types", List.of("Receipt*")));
        String id = created.get("subscriptionId");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.get("secret")).isEqualTo(SECRET);
        assertThat(admin.with("Idempotency-Key", key)
                        .post("/api/subscriptions", Map.of("url", URL, "secret", SECRET, "types", List.of("Receipt*")))
                        .text())
                .as("the same request again")
                .isEqualTo(created.text());
        assertThat(admin.get("/api/subscriptions/" + id).text()).doesNotContain("whsec", SECRET.substring(6));
        assertThat(admin.get("/api/subscriptions?limit=100").text())
                .contains(id)
                .doesNotContain("whsec");
        assertThat(admin.get("/api/audit/subscription/" + id + "/history").text())
                .contains("SubscriptionCreated")
                .doesNotContain("whsec");
        assertThat(jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE payload::text LIKE '%whsec%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(admin.post("/api/subscriptions", Map.of("url", URL)).get("secret"))
                .startsWith("whsec_")
                .hasSizeGreaterThan(40);
        deleteAll();
    }

    private void deleteAll() {
        jdbc.sql("SELECT subscription_id FROM command_side.subscriptions WHERE url = ?")
                .param(URL)
                .query(UUID.class)
                .list()
                .forEach(each -> admin.delete("/api/subscriptions/" + each));
    }

    @Test
    void whatAdminsDoWithItIsInTheAuditLog() {
        String id = subscribe();
        admin.post("/api/subscriptions/" + id + "/pause");
        admin.post("/api/subscriptions/" + id + "/resume");
        admin.delete("/api/subscriptions/" + id);

        await().untilAsserted(() -> {
            List<JsonNode> logs = admin.get("/api/audit/logs?entityName=Subscription&entityId=" + id)
                    .json()
                    .path("items")
                    .valueStream()
                    .toList();
            assertThat(logs.stream().map(log -> log.path("eventType").asString()))
                    .containsExactly(
                            "SubscriptionDeleted", "SubscriptionResumed", "SubscriptionPaused", "SubscriptionCreated");
            assertThat(logs.getLast().path("newValues").path("url").asString()).isEqualTo(URL);
        });
    }

    @Test
    void auditorsReadAndStudentsDoNot() {
        String id = subscribe();
        String path = "/api/subscriptions/" + id;
        String email = "auditor-" + UUID.randomUUID() + "@example.org";
        admin.post(
                "/api/users",
                Map.of(
                        "email", email,
                        "password", "correct horse",
                        "displayName", "Audrey",
                        "role", "Auditor",
                        "timeZone", "Etc/UTC"));
        Api auditor = api().as(scenario().logIn(email, "correct horse"));
        Api student = scenario().student().api();
        long before = events();

        assertThat(auditor.get(path).get("url")).isEqualTo(URL);
        assertThat(auditor.get("/api/subscriptions").status()).isEqualTo(200);
        assertThat(student.get(path).status()).isEqualTo(403);
        assertThat(student.get("/api/subscriptions").status()).isEqualTo(403);
        for (Api other : List.of(auditor, student)) {
            for (Api.Answer answer : List.of(
                    other.post("/api/subscriptions", Map.of("url", URL)),
                    other.patch(path, Map.of("url", URL + "2")),
                    other.post(path + "/pause"),
                    other.post(path + "/resume"),
                    other.post(path + "/rewind", Map.of("position", 0)),
                    other.delete(path))) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            }
        }
        assertThat(events()).isEqualTo(before);
        deleteAll();
    }
}
