package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Platform;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged platform is killed at a random moment under load, and started again on the same data. */
class CrashIT {

    private static final int SEATS = 40;

    private final int databasePort = Platform.freePort();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(
            "jdbc:postgresql://localhost:" + databasePort + "/medicaledu", "medicaledu", ""));

    @Test
    void nothingAcknowledgedIsLostNoSeatIsSoldTwiceAndEveryStoryComesToItsEnd() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "crash-");
        int port = Platform.freePort();
        Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
        UUID slot;
        Api keyed;
        Api.Answer firstAnswer;
        Map<String, String> keyedBody;

        try (Platform platform = Platform.start(directory, port, databasePort)) {
            Scenario scenario = new Scenario(platform.api());
            Person instructor = scenario.instructor();
            UUID course = scenario.publishedCourse(instructor, "45.00", "EUR");
            slot = scenario.slot(instructor, course, Duration.ofDays(3), SEATS);
            UUID other = scenario.slot(instructor, course, Duration.ofDays(5), SEATS);
            keyed = scenario.student().api().with("Idempotency-Key", "over-the-crash");
            keyedBody = Map.of("slotId", other.toString(), "provider", "Stripe");
            firstAnswer = keyed.post("/api/bookings", keyedBody);
            List<Person> students = IntStream.range(0, 2 * SEATS)
                    .mapToObj(i -> scenario.student())
                    .toList();

            try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
                students.forEach(student -> load.execute(() -> bookAndPay(scenario, student, slot, acknowledged)));
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(400, 2_500));
                platform.kill();
            }
        }

        try (Platform platform = Platform.start(directory, port, databasePort)) {
            assertThat(keyed.post("/api/bookings", keyedBody).text()).isEqualTo(firstAnswer.text());
            for (Acknowledged each : acknowledged) {
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(each.student()
                                        .api()
                                        .get("/api/bookings/" + each.booking())
                                        .status())
                                .isEqualTo(200));
            }
            awaitTheEndOfEveryStory();
            assertThat(count("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = '" + slot + "'"))
                    .isLessThanOrEqualTo(SEATS);
            assertMoneyAndSeatsAgree(slot);
            assertThat(platform.stop()).isIn(0, 143);
            assertThat(platform.log()).doesNotContain("ERROR");
        }
    }

    private record Acknowledged(Person student, UUID booking) {}

    private static void bookAndPay(Scenario scenario, Person student, UUID slot, Queue<Acknowledged> acknowledged) {
        try {
            Api.Answer answer = scenario.book(student, slot);
            if (answer.status() != 201) {
                return;
            }
            UUID booking = UUID.fromString(answer.get("bookingId"));
            acknowledged.add(new Acknowledged(student, booking));
            Api.Answer payment = student.api().get("/api/bookings/" + booking + "/payment?wait=20");
            new Booked(student, booking, booking, payment.get("checkoutUrl")).pay(Scenario.GOOD_CARD);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            assertThat(e).as("the platform was killed in the middle of it").isNotNull();
        }
    }

    /** Paid ones are confirmed, unpaid ones run out; no saga, provider call or webhook is left over. */
    private void awaitTheEndOfEveryStory() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(count("SELECT count(*) FROM process_manager.booking_payments"))
                    .isZero();
            assertThat(count("SELECT count(*) FROM command_side.outbox")).isZero();
            assertThat(
                            count(
                                    "SELECT count(*) FROM command_side.webhook_inbox WHERE state NOT IN ('Processed', 'Ignored')"))
                    .isZero();
            assertThat(count("SELECT count(*) FROM read_model.bookings WHERE status = 0"))
                    .isZero();
        });
    }

    private void assertMoneyAndSeatsAgree(UUID slot) {
        assertThat(count("""
                        SELECT count(*) FROM provider_sandbox.stripe_payment_intents i
                        LEFT JOIN read_model.payments p ON p.provider_transaction_id = i.id
                        LEFT JOIN read_model.bookings b ON b.id = p.booking_id
                        WHERE i.amount_received - i.amount_refunded
                            <> CASE WHEN b.status = 1 THEN p.captured_amount * 100 ELSE 0 END"""))
                .as("money that is neither behind a confirmed booking nor refunded")
                .isZero();
        assertThat(count("""
                        SELECT count(*) FROM read_model.bookings b WHERE b.status = 1 AND NOT EXISTS (
                            SELECT 1 FROM provider_sandbox.stripe_payment_intents i JOIN read_model.payments p
                                ON p.provider_transaction_id = i.id
                            WHERE p.booking_id = b.id AND i.status = 'succeeded')""")).as("confirmed without money").isZero();
        assertThat(count("SELECT current_participants FROM read_model.availability_slots WHERE id = '" + slot + "'"))
                .isEqualTo(
                        count("SELECT count(*) FROM read_model.bookings WHERE status = 1 AND availability_slot_id = '"
                                + slot + "'"));
        assertThat(count("SELECT count(*) FROM read_model.enrollments WHERE booking_id IS NOT NULL"))
                .as("enrollments that follow from a booking; the sample data has one without")
                .isEqualTo(count(
                        "SELECT count(DISTINCT (student_id, course_id)) FROM read_model.bookings WHERE status = 1"));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    void aSecondProcessOnTheSameDirectoryRefusesWithAClearMessage() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "shared-");
        try (Platform first = Platform.start(directory, Platform.freePort(), 0)) {
            assertThat(first.api().get("/actuator/health").status()).isEqualTo(200);

            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            "target/medicaledu.jar",
                            "--server.port=0",
                            "--medicaledu.embedded-database.directory=" + directory.resolve("postgresql"))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(second.waitFor()).isNotZero();
            assertThat(output)
                    .contains("is in use by another MedicalEdu process")
                    .doesNotContain("at io.medicaledu");
            assertThat(first.stop()).isIn(0, 143);
            assertThat(first.log()).doesNotContain("ERROR", "WARN ");
        }
    }

    @Test
    void productionDoesNotStartWithAnythingOfTheDemo() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/medicaledu.jar",
                        "--spring.profiles.active=production",
                        "--medicaledu.stripe.secret-key=sk_test_medicaledu_demo",
                        "--medicaledu.paypal.client-secret=medicaledu-demo-secret",
                        "--medicaledu.paypal.webhook-ids=WH-MEDICALEDU-DEMO")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isNotZero();
        assertThat(output)
                .contains(
                        "Production does not start",
                        "spring.datasource.url is not set",
                        "medicaledu.stripe.secret-key is the demo's",
                        "medicaledu.paypal.client-secret is the demo's",
                        "medicaledu.paypal.webhook-ids is the demo's");
    }
}
