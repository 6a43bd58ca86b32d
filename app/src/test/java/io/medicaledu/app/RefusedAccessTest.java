package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.app.support.Visitor;
import io.medicaledu.identity.command.AccountTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever is not let in leaves a trace that an auditor finds, and cannot fill the event store. */
class RefusedAccessTest extends PlatformTest {

    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int MOST_FROM_ADDRESS = 10;
    private static final int MOST_OF_ACCOUNT = 20;

    @Autowired
    private AccountTokens tokens;

    private Api auditor;
    private Visitor visitor;
    private Instant begin;

    @BeforeEach
    void somebodyAtTheDoor() {
        Api admin = scenario().admin();
        String email = "auditor-" + UUID.randomUUID() + "@example.org";
        Map<String, String> account = Map.of(
                "email", email,
                "password", Scenario.PASSWORD,
                "displayName", "Audrey",
                "role", "Auditor",
                "timeZone", "Etc/UTC");
        assertThat(admin.post("/api/users", account).status()).isEqualTo(201);
        auditor = api().as(scenario().logIn(email, Scenario.PASSWORD));
        visitor = new Visitor(url());
        begin = Instant.now();
    }

    /** What the log tells of the visitor; those that are counted later have no program. */
    private List<JsonNode> logs() {
        return all("/api/audit/logs?entityName=AccessAttempt&from=" + begin).stream()
                .filter(log -> log.path("ipAddress").asString("").equals(visitor.address()))
                .toList();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = auditor.get(path + "&limit=100" + cursor).json();
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").isString()
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private JsonNode theOnlyLog() {
        return await().until(this::logs, found -> found.size() == 1).getFirst();
    }

    private List<JsonNode> events(String type) {
        return all("/api/audit/events?type=" + type + "&from=" + begin);
    }

    private static String reason(JsonNode log) {
        return log.path("newValues").path("reason").asString();
    }

    @Test
    void anUnknownAddressLeavesATraceThatNobodyCanRead() {
        String typed = "Secret-" + UUID.randomUUID() + "@typed-by-mistake.example";

        Api.Answer answer = visitor.logIn(typed, "whatever1");
        JsonNode log = theOnlyLog();
        assertThat(visitor.logIn(typed.toUpperCase(Locale.ROOT), "whatever2").code())
                .isEqualTo("bad-credentials");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(log.path("action").asString()).isEqualTo("Login");
        assertThat(reason(log)).isEqualTo("UnknownAccount");
        assertThat(log.path("userAgent").asString()).isEqualTo(visitor.program());
        assertThat(Instant.parse(log.path("createdAt").asString())).isBetween(begin.minusMillis(1), Instant.now());
        List<JsonNode> told = await().until(
                        () -> events("AccessRefused").stream()
                                .filter(event ->
                                        event.path("ipAddress").asString().equals(visitor.address()))
                                .toList(),
                        found -> found.size() == 2);
        assertThat(told).allSatisfy(event -> {
            assertThat(event.path("actor").asString()).isEqualTo("anonymous");
            assertThat(event.path("userAgent").asString()).isEqualTo(visitor.program());
        });
        assertThat(told.stream()
                        .map(event -> event.path("payload").path("addressHash").asString())
                        .collect(Collectors.toSet()))
                .hasSize(1)
                .allSatisfy(hash -> assertThat(hash).hasSize(64));
        for (String piece : List.of(typed, typed.substring(0, 20), "typed-by-mistake")) {
            assertThat(jdbc.sql("""
                            SELECT count(*) FROM event_store.domain_events
                            WHERE payload::text ILIKE :piece OR meta_data::text ILIKE :piece""")
                            .param("piece", "%" + piece + "%")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        assertThat(visitorHistory(log).path("items")).hasSize(1);
    }

    private JsonNode visitorHistory(JsonNode log) {
        return auditor.get("/api/audit/access-attempt/" + log.path("entityId").asString() + "/history")
                .json();
    }

    @Test
    void aWrongPasswordSaysSo() {
        Person student = scenario().student();

        Api.Answer wrong = visitor.logIn(student.email(), "wrong horse");
        JsonNode log = theOnlyLog();

        assertThat(log.path("action").asString()).isEqualTo("Login");
        assertThat(log.path("eventType").asString()).isEqualTo("UserLoginFailed");
        assertThat(reason(log)).isEqualTo("WrongPassword");
        assertThat(log.path("newValues").path("userId").asString())
                .isEqualTo(student.id().toString());
        Api.Answer unknown = new Visitor(url()).logIn("nobody-" + UUID.randomUUID() + "@example.org", "wrong horse");
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(wrong));
    }

    private static Map<String, String> withoutTrace(Api.Answer answer) {
        return answer.json().properties().stream()
                .filter(field -> !field.getKey().equals("traceId"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().toString()));
    }

    @Test
    void aLockedAccountTellsOfEachAttemptOnItsOwnStream() {
        Person student = scenario().student();
        for (int i = 0; i < 5; i++) {
            visitor.logIn(student.email(), "wrong horse");
        }

        assertThat(visitor.logIn(student.email(), Scenario.PASSWORD).code()).isEqualTo("account-locked");

        List<JsonNode> logs = await().until(this::logs, found -> found.size() == 6);
        assertThat(logs.stream().filter(log -> reason(log).equals("WrongPassword")))
                .hasSize(5);
        assertThat(reason(logs.getFirst())).isEqualTo("Locked");
        JsonNode history = auditor.get("/api/audit/user/" + student.id() + "/history?limit=100")
                .json();
        // The mail that asks to confirm the address may come late.
        JsonNode last = history.path("items")
                .valueStream()
                .filter(event -> event.path("type").asString().equals("UserLoginRefused"))
                .findFirst()
                .orElseThrow();
        assertThat(last.path("ipAddress").asString()).isEqualTo(visitor.address());
        assertThat(last.path("userAgent").asString()).isEqualTo(visitor.program());
    }

    @Test
    void anAccountThatHasEndedTellsTheAuditorAndNobodyElse() {
        Person deactivated = scenario().student();
        Person deleted = scenario().student();
        Api admin = scenario().admin();
        assertThat(admin.patch("/api/users/" + deactivated.id(), Map.of("active", false))
                        .status())
                .isEqualTo(204);
        assertThat(admin.delete("/api/users/" + deleted.id()).status()).isEqualTo(204);

        for (Person person : List.of(deactivated, deleted)) {
            assertThat(visitor.logIn(person.email(), Scenario.PASSWORD).code()).isEqualTo("bad-credentials");
        }

        List<JsonNode> logs = await().until(this::logs, found -> found.size() == 2);
        assertThat(logs).allSatisfy(log -> {
            assertThat(log.path("eventType").asString()).isEqualTo("UserLoginRefused");
            assertThat(reason(log)).isEqualTo("Inactive");
        });
        assertThat(logs.stream().map(log -> log.path("newValues").path("userId").asString()))
                .containsExactlyInAnyOrder(
                        deactivated.id().toString(), deleted.id().toString());
    }

    @Test
    void aFloodIsCountedAndNotWrittenOneByOne() {
        List<Api.Answer> answers = visitor.postAtOnce(
                200,
                "/api/auth/sessions",
                Map.of("email", "nobody-" + UUID.randomUUID() + "@example.org", "password", "whatever1"));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.code()).as(answer.text()).isEqualTo("bad-credentials"));
        List<JsonNode> logs = await().atMost(Duration.ofSeconds(30)).until(this::logs, found -> sum(found) == 200);
        assertThat(logs.stream().filter(log -> isType(log, "AccessRefused")).count())
                .isBetween((long) MOST_FROM_ADDRESS, MOST_FROM_ADDRESS * spansSince(begin));
        assertThat(logs.stream().filter(log -> isType(log, "AccessRefusalsCounted")))
                .isNotEmpty()
                .allSatisfy(log -> {
                    assertThat(log.path("action").asString()).isEqualTo("Login");
                    assertThat(log.path("actor").asString()).isEqualTo("access-refusals");
                });
        assertThat(jdbc.sql("SELECT count(*) FROM command_side.refused_accesses WHERE subject = ?")
                        .param(visitor.address())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static long spansSince(Instant begin) {
        return Instant.now().getEpochSecond() / WINDOW.toSeconds() - begin.getEpochSecond() / WINDOW.toSeconds() + 1;
    }

    private static boolean isType(JsonNode log, String type) {
        return log.path("eventType").asString().equals(type);
    }

    private static int sum(List<JsonNode> logs) {
        return logs.stream()
                .mapToInt(log -> log.path("newValues").path("number").asInt(1))
                .sum();
    }

    @Test
    void aFloodOnALockedAccountDoesNotFillItsStream() {
        Person student = scenario().student();
        for (int i = 0; i < 5; i++) {
            visitor.logIn(student.email(), "wrong horse");
        }
        Instant locked = Instant.now();

        List<Api.Answer> answers = visitor.postAtOnce(
                60, "/api/auth/sessions", Map.of("email", student.email(), "password", Scenario.PASSWORD));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.code()).as(answer.text()).isEqualTo("account-locked"));
        List<JsonNode> told = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> all("/api/audit/logs?entityName=AccessAttempt&from=" + locked).stream()
                                .filter(log -> log.path("newValues")
                                        .path("userId")
                                        .asString("")
                                        .equals(student.id().toString()))
                                .toList(),
                        found -> sum(found) == 60);
        assertThat(told.stream().filter(log -> isType(log, "UserLoginRefused")).count())
                .isBetween((long) MOST_OF_ACCOUNT, MOST_OF_ACCOUNT * spansSince(locked));
    }

    @Test
    void whoAsksForANewPasswordOfNobodyIsTold() {
        assertThat(visitor.post(
                                "/api/auth/password-reset-requests",
                                Map.of("email", "nobody-" + UUID.randomUUID() + "@example.org"))
                        .status())
                .isEqualTo(202);

        JsonNode log = theOnlyLog();
        assertThat(log.path("action").asString()).isEqualTo("PasswordReset");
        assertThat(reason(log)).isEqualTo("UnknownAccount");
        assertThat(log.path("newValues").path("kind").asString()).isEqualTo("PasswordResetRequest");
    }

    @Test
    void codesThatAreWrongOrUsedAreTold() {
        Person student = scenario().student();
        String token = tokens.issueEmailToken(student.id());
        assertThat(visitor.post("/api/auth/email-confirmation", Map.of("token", token))
                        .status())
                .isEqualTo(204);

        assertThat(visitor.post("/api/auth/email-confirmation", Map.of("token", token))
                        .code())
                .isEqualTo("token-invalid");
        assertThat(visitor.post("/api/auth/password-resets", Map.of("token", "guessed", "password", "a new password"))
                        .code())
                .isEqualTo("token-invalid");

        List<JsonNode> logs = await().until(this::logs, found -> found.size() == 2);
        assertThat(logs).allSatisfy(log -> assertThat(reason(log)).isEqualTo("InvalidToken"));
        assertThat(logs.stream().map(log -> log.path("action").asString()))
                .containsExactlyInAnyOrder("EmailConfirmation", "PasswordReset");
    }

    @Test
    void webhooksThatNoProviderHasSignedAreTold() {
        for (String provider : List.of("stripe", "paypal")) {
            assertThat(visitor.post("/webhooks/" + provider, Map.of("id", "evt_forged"))
                            .code())
                    .isEqualTo("webhook-signature");
        }

        List<JsonNode> logs = await().until(this::logs, found -> found.size() == 2);
        assertThat(logs).allSatisfy(log -> assertThat(reason(log)).isEqualTo("InvalidSignature"));
        assertThat(logs.stream().map(log -> log.path("newValues").path("kind").asString()))
                .containsExactlyInAnyOrder("StripeWebhook", "PayPalWebhook");
    }
}
