package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same text is the same, however it was typed; and what cannot be seen does no harm. */
class TextIdentityTest extends PlatformTest {

    private static final String PASSWORD = "correct horse";

    private Api.Answer register(String email) {
        return api().post(
                        "/api/auth/registration",
                        Map.of("email", email, "password", PASSWORD, "displayName", "Ada", "timeZone", "UTC"));
    }

    private Api.Answer logIn(String email) {
        return api().post("/api/auth/sessions", Map.of("email", email, "password", PASSWORD));
    }

    private static String unique() {
        return "u" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The first is registered; the second is the same mailbox. */
    private void sameMailbox(String first, String second) {
        assertThat(register(first).status()).isEqualTo(201);
        assertThat(register(second).code()).isEqualTo("email-taken");
        assertThat(logIn(first).status()).isEqualTo(201);
        assertThat(logIn(second).status()).isEqualTo(201);
    }

    @Test
    void aMailboxIsOneAccountHoweverItIsWritten() {
        String name = unique();
        sameMailbox(name + ".zo\u00EB@example.org", name + ".ZOE\u0308@EXAMPLE.org");
        sameMailbox(name + ".jose\u0301@example.org", name + ".JOS\u00C9@example.org");
        sameMailbox(name + "@b\u00FCcher.example", name + "@xn--bcher-kva.example");
        sameMailbox(name + "@XN--FSQU00A.example", name.toUpperCase(Locale.ROOT) + "@\u4F8B\u5B50.example");
        sameMailbox(name + "@bu\u0308cherei.example", name + "@B\u00DCCHEREI.example");
        sameMailbox(name + "@punkt.example", name + "@punkt\u3002example");
    }

    @Test
    void mailGoesToTheDomainThatIsMeant() {
        String name = unique();
        assertThat(register(name + "@m\u00FCller.example").status()).isEqualTo(201);

        await().atMost(UNTIL_MAILED)
                .untilAsserted(() ->
                        assertThat(mailsTo(name + "@xn--mller-kva.example")).isEqualTo(1));
    }

    private static long mailsTo(String address) {
        return mail().getReceivedMessagesForDomain(address).length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200Bb@example.org",
                "a\u202Eb@example.org",
                "a\u00ADb@example.org",
                "a\u200Db@example.org",
                "a\uFE0Fb@example.org",
                "ab@exam\u200Bple.org",
                "ab@stra\u00DFe.example"
            })
    void whatCannotBeSeenIsNoPartOfAnAddress(String email) {
        assertThat(register(email).code()).isEqualTo("validation");
        assertThat(logIn(email).code()).isEqualTo("bad-credentials");
    }

    @Test
    void anAddressOfEarlierDaysIsStillKnown() {
        String name = unique();
        UUID user = UUID.fromString(register(name + "@b\u00E4r.example").get("userId"));
        jdbc.sql("UPDATE command_side.accounts SET email = ? WHERE user_id = ?")
                .params(name + "@b\u00E4r.example", user)
                .update();

        assertThat(logIn(name + "@B\u00C4R.example").status()).isEqualTo(201);
        assertThat(register(name + "@xn--br-via.example").code()).isEqualTo("email-taken");
    }

    @Test
    void textsAreKeptInOneForm() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        assertThat(instructor
                        .api()
                        .patch(
                                "/api/courses/" + course,
                                Map.of(
                                        "title", " Ce\u0301sarienne ",
                                        "category", "Obste\u0301trique " + course,
                                        "description", "Ho\u0302pital"))
                        .status())
                .isEqualTo(204);
        assertThat(instructor
                        .api()
                        .patch("/api/users/me", Map.of("displayName", "Zoe\u0308"))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(() ->
                assertThat(api().get("/api/courses/" + course).get("title")).isEqualTo("C\u00E9sarienne"));
        assertThat(api().get("/api/courses/" + course).get("description")).isEqualTo("H\u00F4pital");
        await().untilAsserted(
                        () -> assertThat(instructor.api().get("/api/users/me").get("displayName"))
                                .isEqualTo("Zo\u00EB"));
        assertThat(api().get("/api/courses?category=Obste%CC%81trique%20" + course)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void aNameAndATitleCanBeSeen() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        String nothing = "\u200B \u3164";

        assertThat(instructor
                        .api()
                        .patch("/api/users/me", Map.of("displayName", nothing))
                        .code())
                .isEqualTo("validation");
        assertThat(instructor
                        .api()
                        .patch("/api/courses/" + course, Map.of("title", nothing))
                        .code())
                .isEqualTo("validation");
        assertThat(instructor
                        .api()
                        .post(
                                "/api/courses/" + course + "/materials",
                                Map.of("title", nothing, "fileUrl", "https://files.example/1"))
                        .code())
                .isEqualTo("validation");
    }

    @Test
    void aTitleBreaksNoMail() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        String evil = "ECG\r\nBcc: all@example.org\r\n\r\nHello \u202Egpj.exe";
        assertThat(instructor
                        .api()
                        .patch("/api/courses/" + course, Map.of("title", evil))
                        .status())
                .isEqualTo(204);
        Person student = scenario().student();
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);

        assertThat(scenario().book(student, slot).status()).isEqualTo(201);

        await().atMost(UNTIL_MAILED).until(() -> isConfirmed(student));
        assertThat(mailsTo("all@example.org")).isZero();
        assertThat(jdbc.sql("""
                        SELECT message FROM read_model.notifications WHERE user_id = ? AND message LIKE '%ECG%' LIMIT 1""").param(student.id()).query(String.class).single())
                .contains("ECG Bcc: all@example.org Hello gpj.exe")
                .doesNotContain("\u202E", "\r", "\n");
    }

    private static boolean isConfirmed(Person student) {
        return Stream.of(mail().getReceivedMessagesForDomain(student.email()))
                .map(TextIdentityTest::subject)
                .anyMatch("Your booking is confirmed"::equals);
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAnnouncementBreaksNoMailEither() {
        String news = "News " + UUID.randomUUID();

        assertThat(scenario()
                        .admin()
                        .post(
                                "/api/announcements",
                                Map.of(
                                        "title",
                                        news + "\r\nBcc: everybody@example.org",
                                        "message",
                                        "Hello",
                                        "role",
                                        "Admin"))
                        .status())
                .isEqualTo(201);

        await().atMost(UNTIL_MAILED)
                .untilAsserted(
                        () -> assertThat(Stream.of(mail().getReceivedMessagesForDomain("admin@medicaledu.example"))
                                        .map(TextIdentityTest::subject))
                                .contains(news + " Bcc: everybody@example.org"));
        assertThat(mailsTo("everybody@example.org")).isZero();
    }
}
