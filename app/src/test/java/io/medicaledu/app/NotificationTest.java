package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Who is told what, by which channel, and exactly once. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationTest extends PlatformTest {

    private static final Pattern CODE = Pattern.compile("Code: ([A-Za-z0-9_-]{20,})");

    private List<JsonNode> notifications(Api api) {
        List<JsonNode> items = new ArrayList<>();
        api.get("/api/notifications?limit=100").json().path("items").forEach(items::add);
        return items;
    }

    private List<String> types(Api api) {
        return notifications(api).stream()
                .map(each -> each.path("type").asString())
                .toList();
    }

    private void awaitTypes(Api api, String... types) {
        await().atMost(UNTIL_MAILED).untilAsserted(() -> assertThat(types(api)).contains(types));
    }

    private static List<MimeMessage> mails(String address) {
        return Stream.of(mail().getReceivedMessagesForDomain(address)).toList();
    }

    private static String subject(MimeMessage message) {
        return GreenMailUtil.getHeaders(message)
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .map(line -> line.substring("Subject: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static String body(MimeMessage message) {
        return GreenMailUtil.getBody(message).replace("=\r\n", "").replace("=3D", "=");
    }

    private static String code(String address, String subject) {
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(mails(address))
                        .anySatisfy(each -> assertThat(subject(each)).isEqualTo(subject)));
        return mails(address).reversed().stream()
                .map(NotificationTest::body)
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBookingTellsStudentAndInstructorInTheirOwnTime() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Scenario.Booked booked = scenario().bookToPay(scenario().student(), slot);
        booked.pay(Scenario.DECLINED_CARD);
        awaitTypes(booked.student().api(), "PaymentFailed");
        booked.pay(Scenario.GOOD_CARD);

        awaitTypes(booked.student().api(), "BookingConfirmation", "PaymentConfirmation", "EmailVerification");
        awaitTypes(instructor.api(), "BookingConfirmation", "CoursePublished");
        JsonNode confirmation = notifications(booked.student().api()).stream()
                .filter(each -> each.path("type").asString().equals("BookingConfirmation"))
                .findFirst()
                .orElseThrow();
        assertThat(confirmation.path("message").asString()).contains("(Europe/Berlin)");
        assertThat(confirmation.path("relatedEntityId").asString())
                .isEqualTo(booked.id().toString());
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(mails(booked.student().email()))
                        .filteredOn(each -> subject(each).equals("Your booking is confirmed"))
                        .hasSize(1)
                        .allSatisfy(each -> assertThat(body(each)).contains("text/plain", "text/html")));

        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
        awaitTypes(booked.student().api(), "BookingCancellation");
        awaitTypes(instructor.api(), "BookingCancellation");
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("""
                                SELECT count(*) FROM read_model.notifications
                                WHERE related_entity_id = ? AND scheduled_for IS NOT NULL AND cancelled_at IS NULL""").param(booked.id()).query(Integer.class).single())
                .isZero());
    }

    @Test
    void remindersWaitForTheirTime() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Scenario.Person student = scenario().student();
        scenario()
                .book(
                        student,
                        scenario().slot(instructor, course, Duration.ofDays(1).plusSeconds(6), 1));
        scenario().book(student, scenario().slot(instructor, course, Duration.ofHours(3), 1));

        awaitTypes(student.api(), "BookingConfirmation");
        assertThat(types(student.api())).doesNotContain("SessionReminder");
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(types(student.api())).containsOnlyOnce("BookingReminder"));
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM read_model.notifications
                        WHERE user_id = ? AND type = 11 AND scheduled_for > now()""").param(student.id()).query(Integer.class).single())
                .isEqualTo(2);
    }

    @Test
    void anAddressIsConfirmedAndAPasswordIsResetByACodeInAnEMail() {
        Scenario.Person student = scenario().student();
        Api api = new Api(url());

        String code = code(student.email(), "Please confirm your e-mail address");
        assertThat(api.post("/api/auth/email-confirmation", Map.of("token", code))
                        .status())
                .isEqualTo(204);
        assertThat(api.post("/api/auth/email-confirmation", Map.of("token", code))
                        .code())
                .isEqualTo("token-invalid");
        await().untilAsserted(() -> assertThat(student.api()
                        .get("/api/users/me")
                        .json()
                        .path("emailConfirmed")
                        .asBoolean())
                .isTrue());

        assertThat(api.post("/api/auth/password-reset-requests", Map.of("email", "nobody@example.org"))
                        .status())
                .isEqualTo(202);
        assertThat(api.post("/api/auth/password-reset-requests", Map.of("email", student.email()))
                        .status())
                .isEqualTo(202);
        String reset = code(student.email(), "Set a new password");
        assertThat(api.post("/api/auth/password-resets", Map.of("token", reset, "password", "short"))
                        .code())
                .isEqualTo("validation");
        assertThat(api.post("/api/auth/password-resets", Map.of("token", reset, "password", "a new password"))
                        .status())
                .isEqualTo(204);
        assertThat(student.api().get("/api/users/me").status()).isEqualTo(401);
        assertThat(scenario().logIn(student.email(), "a new password")).isNotEmpty();
        assertThat(api.post("/api/auth/password-resets", Map.of("token", reset, "password", "another one"))
                        .code())
                .isEqualTo("token-invalid");
        assertThat(jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE payload::text LIKE ?")
                        .param("%" + reset + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anAnnouncementReachesARoleAndIsStreamed() throws Exception {
        Scenario.Person student = scenario().student();
        Scenario.Person instructor = scenario().instructor();
        awaitTypes(student.api(), "EmailVerification");
        String title = "Maintenance " + System.nanoTime();
        CountDownLatch streamed = new CountDownLatch(1);
        HttpRequest stream = HttpRequest.newBuilder(URI.create(url() + "/api/notifications/stream"))
                .header("Authorization", "Bearer " + scenario().logIn(student.email(), Scenario.PASSWORD))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer = client.send(stream, HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            Thread.ofVirtual()
                    .start(() -> answer.body().forEach(line -> {
                        if (line.startsWith("data:") && line.contains(title)) {
                            streamed.countDown();
                        }
                    }));

            assertThat(scenario()
                            .admin()
                            .post(
                                    "/api/announcements",
                                    Map.of("title", title, "message", "On Sunday", "role", "Student"))
                            .status())
                    .isEqualTo(201);

            assertThat(streamed.await(20, TimeUnit.SECONDS)).isTrue();
            client.shutdownNow();
        }
        assertThat(types(instructor.api())).doesNotContain("GeneralAnnouncement");
        assertThat(student.api()
                        .post("/api/announcements", Map.of("title", "x", "message", "y"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aStreamWhoseReaderHasLeftIsNoFailure(CapturedOutput output) throws Exception {
        Scenario.Person student = scenario().student();
        HttpRequest stream = HttpRequest.newBuilder(URI.create(url() + "/api/notifications/stream"))
                .header("Authorization", "Bearer " + scenario().logIn(student.email(), Scenario.PASSWORD))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(stream, HttpResponse.BodyHandlers.ofInputStream())
                            .statusCode())
                    .isEqualTo(200);
            client.shutdownNow();
        }

        String title = "To nobody " + System.nanoTime();
        for (int i = 0; i < 2; i++) {
            scenario().admin().post("/api/announcements", Map.of("title", title, "message", "x", "role", "Student"));
            int sent = i + 1;
            await().untilAsserted(() -> assertThat(notifications(student.api()).stream()
                            .filter(each -> each.path("title").asString().equals(title)))
                    .hasSize(sent));
        }

        TimeUnit.SECONDS.sleep(2);
        assertThat(output.getAll()).doesNotContain("ERROR", "/api/notifications/stream failed");
    }

    @Test
    void notificationsAreReadOneByOneAndAllAtOnce() {
        Scenario.Person student = scenario().student();
        awaitTypes(student.api(), "EmailVerification");
        String id =
                notifications(student.api()).getFirst().path("notificationId").asString();

        assertThat(scenario()
                        .student()
                        .api()
                        .put("/api/notifications/" + id + "/read")
                        .code())
                .isEqualTo("not-found");
        assertThat(student.api().put("/api/notifications/" + id + "/read").status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(student.api()
                        .get("/api/notifications?unread=true")
                        .json()
                        .path("items"))
                .isEmpty());
        assertThat(student.api().put("/api/notifications/read").status()).isEqualTo(204);
    }

    @Test
    void readingAllLeavesRemindersToComeAsTheyAre() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Scenario.Person student = scenario().student();
        UUID booking = UUID.fromString(scenario()
                .book(student, scenario().slot(instructor, course, Duration.ofDays(3), 1))
                .get("bookingId"));
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(pendingReminders(booking)).isEqualTo(2));

        assertThat(student.api().put("/api/notifications/read").status()).isEqualTo(204);
        String reminder =
                jdbc.sql("""
                        SELECT id FROM read_model.notifications
                        WHERE related_entity_id = ? AND user_id = ? AND scheduled_for > now() LIMIT 1""").params(booking, student.id()).query(String.class).single();
        assertThat(student.api().put("/api/notifications/" + reminder + "/read").code())
                .isEqualTo("not-found");
        student.api().post("/api/bookings/" + booking + "/cancellation");

        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(pendingReminders(booking)).isZero());
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM command_side.notification_deliveries AS delivery
                        JOIN command_side.notifications USING (notification_id)
                        WHERE related_entity_id = ? AND scheduled_for > now()""").param(booking).query(Integer.class).single()).isZero();
    }

    private int pendingReminders(UUID booking) {
        return jdbc.sql("""
                        SELECT count(*) FROM read_model.notifications
                        WHERE related_entity_id = ? AND scheduled_for > now() AND cancelled_at IS NULL""").param(booking).query(Integer.class).single();
    }

    @Test
    void aReminderGoesOutAsTheUserWantsItAtItsTimeAndIsThenTheNewest() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Scenario.Person student = scenario().student();
        scenario()
                .book(
                        student,
                        scenario().slot(instructor, course, Duration.ofHours(1).plusSeconds(8), 1));
        awaitTypes(student.api(), "BookingConfirmation");
        assertThat(student.api()
                        .patch("/api/users/me", Map.of("notificationChannels", List.of("InApp")))
                        .status())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(types(student.api()).getFirst()).isEqualTo("SessionReminder"));
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(mails(instructor.email()))
                        .anySatisfy(each -> assertThat(subject(each)).contains("hour")));
        assertThat(mails(student.email()))
                .noneSatisfy(each -> assertThat(subject(each)).contains("hour"));
    }

    @Test
    void aChannelThatIsNotWantedStaysSilent() {
        Scenario.Person student = scenario().student();
        assertThat(student.api()
                        .patch("/api/users/me", Map.of("notificationChannels", List.of("InApp")))
                        .status())
                .isEqualTo(204);
        assertThat(student.api()
                        .patch("/api/users/me", Map.of("notificationChannels", List.of("Pigeon")))
                        .code())
                .isEqualTo("validation");
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        scenario().book(student, scenario().slot(instructor, course, Duration.ofDays(2), 1));

        awaitTypes(student.api(), "BookingConfirmation");
        await().atMost(UNTIL_MAILED)
                .untilAsserted(() -> assertThat(mails(instructor.email()))
                        .anySatisfy(each -> assertThat(subject(each)).isEqualTo("A new booking")));
        assertThat(mails(student.email()))
                .noneSatisfy(each -> assertThat(subject(each)).isEqualTo("Your booking is confirmed"));
    }

    @Test
    void theAuditLogTellsTheValuesBeforeAndAfter() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");

        await().untilAsserted(() -> {
            JsonNode logs = scenario()
                    .admin()
                    .get("/api/audit/logs?entityId=" + course + "&action=Update")
                    .json()
                    .path("items");
            assertThat(logs).hasSize(1);
            assertThat(logs.get(0).path("entityName").asString()).isEqualTo("Course");
            assertThat(logs.get(0).path("userId").asString())
                    .isEqualTo(instructor.id().toString());
            assertThat(logs.get(0).path("oldValues").path("isPublished").asBoolean(true))
                    .isFalse();
            assertThat(logs.get(0).path("newValues").path("isPublished").asBoolean())
                    .isTrue();
            assertThat(logs.get(0).path("ipAddress").asString()).isNotEmpty();
        });
        assertThat(instructor.api().get("/api/audit/logs").status()).isEqualTo(403);
    }
}
