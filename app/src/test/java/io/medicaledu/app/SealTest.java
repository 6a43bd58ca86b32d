package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who changes events behind the platform's back is found out, and what was changed is named. */
class SealTest extends PlatformTest {

    private Api admin;
    private long position;

    @BeforeEach
    void aSealedEvent() {
        admin = scenario().admin();
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(instructor, scenario().publishedCourse(instructor, "0.00", "USD"), Duration.ofDays(3), 2);
        position = jdbc.sql("SELECT global_index FROM event_store.domain_events WHERE aggregate_identifier = ?")
                .param(slot.toString())
                .query(Long.class)
                .single();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lastSealed()).isGreaterThanOrEqualTo(position));
    }

    private long lastSealed() {
        return jdbc.sql("SELECT coalesce(max(last_position), 0) FROM event_store.seals")
                .query(Long.class)
                .single();
    }

    private JsonNode verify(Map<String, ?> request) {
        Api.Answer answer = admin.post("/api/audit/verification", request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> findings(JsonNode report) {
        return report.path("findings")
                .valueStream()
                .map(finding -> finding.path("kind").asString() + " "
                        + finding.path("position").asString(""))
                .toList();
    }

    /** As somebody with all rights would, and undone afterwards. */
    private JsonNode after(String table, String trigger, String tampering, String repair) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_store." + table + " DISABLE TRIGGER " + trigger);
            try {
                statement.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM event_store." + table
                        + (table.equals("seals")
                                ? " ORDER BY block DESC LIMIT 1"
                                : " WHERE global_index = " + position));
                statement.execute(tampering);
                return verify(Map.of());
            } finally {
                statement.execute(repair);
                statement.execute("DROP TABLE kept");
                statement.execute("ALTER TABLE event_store." + table + " ENABLE TRIGGER " + trigger);
            }
        }
    }

    private JsonNode afterEvent(String tampering, String repair) throws SQLException {
        return after("domain_events", "domain_events_immutable", tampering, repair);
    }

    @Test
    void whatNobodyHasTouchedIsIntact() {
        JsonNode report = verify(Map.of());

        assertThat(findings(report)).isEmpty();
        assertThat(report.path("intact").asBoolean()).isTrue();
        assertThat(report.path("events").asLong()).isGreaterThan(10);
        assertThat(report.path("sealedUntil").asLong()).isGreaterThanOrEqualTo(position);
    }

    @Test
    void anEventThatWasChangedIsNamed() throws SQLException {
        String where = " WHERE global_index = " + position;

        JsonNode report = afterEvent(
                "UPDATE event_store.domain_events SET payload = jsonb_set(payload, '{maxParticipants}', '99')" + where,
                "UPDATE event_store.domain_events SET payload = (SELECT payload FROM kept)" + where);

        assertThat(findings(report)).containsExactly("EventChanged " + position);
        assertThat(report.path("intact").asBoolean()).isFalse();
        report = afterEvent(
                "UPDATE event_store.domain_events SET time_stamp = time_stamp - interval '1 microsecond'" + where,
                "UPDATE event_store.domain_events SET time_stamp = (SELECT time_stamp FROM kept)" + where);
        assertThat(findings(report)).containsExactly("EventChanged " + position);
        report = afterEvent(
                "UPDATE event_store.domain_events SET meta_data = meta_data || '{\"actor\": \"somebody\"}'" + where,
                "UPDATE event_store.domain_events SET meta_data = (SELECT meta_data FROM kept)" + where);
        assertThat(findings(report)).containsExactly("EventChanged " + position);
        assertThat(verify(Map.of()).path("intact").asBoolean()).isTrue();
    }

    @Test
    void anEventThatIsGoneOrWasAddedIsNamed() throws SQLException {
        String back = "INSERT INTO event_store.domain_events OVERRIDING SYSTEM VALUE SELECT * FROM kept";
        String where = " WHERE global_index = " + position;

        assertThat(findings(afterEvent("DELETE FROM event_store.domain_events" + where, back)))
                .containsExactly("EventDeleted " + position);

        String added = """
                INSERT INTO event_store.domain_events OVERRIDING SYSTEM VALUE
                SELECT -7, event_identifier, aggregate_identifier, 1000, type, payload_type, payload_revision, payload,
                    meta_data, time_stamp, transaction_id FROM kept""";
        assertThat(findings(afterEvent(added, "DELETE FROM event_store.domain_events WHERE global_index = -7")))
                .containsExactly("EventInserted -7");
        assertThat(verify(Map.of()).path("intact").asBoolean()).isTrue();
    }

    @Test
    void aSealThatWasChangedOrTakenAwayIsFound() throws SQLException {
        String last = " WHERE block = (SELECT block FROM kept)";
        JsonNode changed = after(
                "seals",
                "seals_immutable",
                "UPDATE event_store.seals SET sealed_at = sealed_at - interval '1 day'" + last,
                "UPDATE event_store.seals SET sealed_at = (SELECT sealed_at FROM kept)" + last);
        assertThat(findings(changed)).containsExactly("SealChanged ");

        JsonNode doubled = after(
                "seals",
                "seals_immutable",
                "UPDATE event_store.seals SET positions[1] = positions[1] - 1" + last,
                "UPDATE event_store.seals SET positions = (SELECT positions FROM kept)" + last);
        assertThat(findings(doubled)).contains("SealChanged ");
        JsonNode gone = after(
                "seals",
                "seals_immutable",
                "DELETE FROM event_store.seals" + last,
                "INSERT INTO event_store.seals SELECT * FROM kept ON CONFLICT DO NOTHING");
        assertThat(findings(gone)).contains("SealMissing ");
        assertThat(verify(Map.of()).path("intact").asBoolean()).isTrue();

        JsonNode seals =
                admin.get("/api/audit/seals?limit=1").json().path("items").get(0);
        assertThat(findings(verify(
                        Map.of("kept", List.of(kept(1, seals.path("hash").asString()))))))
                .isEmpty();
        assertThat(findings(verify(Map.of("kept", List.of(kept(1, "0".repeat(64)))))))
                .containsExactly("SealChanged ");
        assertThat(findings(verify(Map.of("kept", List.of(kept(99_999_999, "0".repeat(64)))))))
                .containsExactly("SealMissing ");
        assertThat(admin.post("/api/audit/verification", Map.of("kept", List.of(kept(1, "no hash"))))
                        .code())
                .isEqualTo("validation");
    }

    private static Map<String, Object> kept(long block, String hash) {
        return Map.of("block", block, "hash", hash);
    }

    @Test
    void theApplicationCannotTouchSeals() {
        for (String statement : List.of(
                "UPDATE event_store.seals SET root = ''",
                "DELETE FROM event_store.seals",
                "TRUNCATE event_store.seals")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aThirdPartyChecksAProof(@TempDir Path directory) throws Exception {
        Api.Answer proof = admin.get("/api/audit/events/" + position + "/proof");
        assertThat(proof.status()).as(proof.text()).isEqualTo(200);
        String publicKey = proof.json().path("seal").path("publicKey").asString();

        assertThat(check(directory, proof.text(), publicKey)).isZero();

        String data = proof.json().path("data").asString();
        String forged = (data.charAt(8) == 'A' ? "B" : "A");
        assertThat(check(
                        directory,
                        proof.text().replace(data, data.substring(0, 8) + forged + data.substring(9)),
                        publicKey))
                .isEqualTo(1);
        assertThat(check(
                        directory,
                        proof.text()
                                .replace(
                                        "\"block\":"
                                                + proof.json()
                                                        .path("seal")
                                                        .path("block")
                                                        .asLong(),
                                        "\"block\":77777"),
                        publicKey))
                .isEqualTo(1);
        assertThat(check(directory, proof.text(), "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="))
                .isEqualTo(1);
        assertThat(admin.get("/api/audit/events/987654321/proof").code()).isEqualTo("not-found");
    }

    private static int check(Path directory, String proof, String publicKey) throws Exception {
        Path file = Files.writeString(directory.resolve("proof.json"), proof);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("..", "tools", "VerifyProof.java").toString(),
                        file.toString(),
                        publicKey)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
