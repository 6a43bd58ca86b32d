package io.medicaledu.app.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.medicaledu.app.MedicalEduApplication;
import io.medicaledu.app.support.Scenario.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole platform on a real PostgreSQL and a real port, started once for all tests that extend this. */
@SpringBootTest(
        classes = MedicalEduApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "medicaledu.embedded-database.durable=false",
            "medicaledu.identity.bcrypt-strength=4",
            "medicaledu.access.window=4s",
            "medicaledu.access.account-window=4s",
            "medicaledu.booking.hold=20s",
            "medicaledu.payment.reconciliation.settle-time=0s",
            "medicaledu.booking.auto-complete-interval=2s",
            "medicaledu.catalog.abandoned-courses-interval=1s",
            "medicaledu.waitlist.offer-time=4s",
            "medicaledu.waitlist.most-waiting=12"
        })
public abstract class PlatformTest {

    private static final Path DATABASE = newDirectory();
    private static final GreenMail MAIL = newMailServer();

    @LocalServerPort
    private int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    @Qualifier("migrationDataSource")
    protected DataSource owner;

    @DynamicPropertySource
    static void databaseDirectory(DynamicPropertyRegistry registry) {
        registry.add("medicaledu.embedded-database.directory", DATABASE::toString);
        registry.add("medicaledu.audit.seal-interval", () -> "1s");
        registry.add("medicaledu.audit.seal-start-delay", () -> "1s");
        registry.add("spring.mail.host", () -> "localhost");
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "postgresql-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GreenMail newMailServer() {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        return server;
    }

    /** Does what the application's role may not. */
    protected void asOwner(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Mails go out one after the other, some twenty a second; those that earlier tests have caused come first. */
    protected static final Duration UNTIL_MAILED = Duration.ofMinutes(2);

    /** The mail server that the platform sends to. */
    protected static GreenMail mail() {
        return MAIL;
    }

    /** Where the platform is. */
    protected String url() {
        return "http://localhost:" + port;
    }

    /** How many refunds of a payment were asked for. */
    protected int refundsOf(UUID payment) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND payload_type = 'RefundRequested'""").param(payment.toString()).query(Integer.class).single();
    }

    /** What a person was told, the newest first. */
    protected static List<JsonNode> notificationsOf(Person person) {
        List<JsonNode> items = new ArrayList<>();
        person.api().get("/api/notifications?limit=100").json().path("items").forEach(items::add);
        return items;
    }

    /** The titles of what a person was told. */
    protected static List<String> titlesOf(Person person) {
        return notificationsOf(person).stream()
                .map(item -> item.path("title").asString())
                .toList();
    }

    /** What a person was told under a title. */
    protected static List<String> messagesOf(Person person, String title) {
        return notificationsOf(person).stream()
                .filter(item -> item.path("title").asString().equals(title))
                .map(item -> item.path("message").asString())
                .toList();
    }

    /** A client of the API. */
    protected Api api() {
        return new Api(url());
    }

    /** People, courses and slots to work with. */
    protected Scenario scenario() {
        return new Scenario(api());
    }

    /**
     * Bookings, payments, seats and ledger agree, to the minor unit. Waits until nothing is happening to any booking, so
     * that all of them are judged.
     */
    protected void assertMoneyAddsUp() {
        Api admin = scenario().admin();
        Api.Answer judged = await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> admin.post("/api/ledger/verification"),
                        answer -> answer.status() == 200
                                && answer.json().path("unsettledBookings").asInt() == 0);
        assertThat(judged.json().path("differences").valueStream())
                .as(judged.text())
                .isEmpty();
        assertThat(judged.json().path("balanced").asBoolean()).isTrue();
    }
}
