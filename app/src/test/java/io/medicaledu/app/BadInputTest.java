package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bad input gets a named problem, changes nothing, and is not worth a word in the log above WARN. */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest extends PlatformTest {

    private Person instructor;
    private UUID course;
    private long eventsBefore;

    @BeforeEach
    void setUp() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "EUR");
        eventsBefore = events();
    }

    @AfterEach
    void nothingChangedAndNothingWasLogged(CapturedOutput output) {
        assertThat(events()).isEqualTo(eventsBefore);
        assertThat(output.getAll()).doesNotContain("ERROR", "Exception");
    }

    /** By people; holds of other tests' bookings may run out meanwhile. */
    private long events() {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE type IN ('Course', 'AvailabilitySlot', 'Booking')
                          AND coalesce(meta_data ->> 'actor', '') NOT LIKE 'saga:%'""").query(Long.class).single();
    }

    private void refused(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:medicaledu:problem:" + code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("traceId").asString("")).isNotEmpty();
        assertThat(answer.text()).doesNotContain("io.medicaledu", "org.springframework", "java.lang");
    }

    private Api.Answer course(String json) {
        return instructor.api().postRaw("/api/courses", json);
    }

    private static String price(String amount, String currency) {
        return "{\"title\":\"A\",\"price\":{\"amount\":" + amount + ",\"currency\":" + currency + "}}";
    }

    @Test
    void bodiesThatCannotBeRead() {
        refused(course("{\"title\":"), 400, "validation");
        refused(course(""), 400, "validation");
        refused(course("[]"), 400, "validation");
        refused(course("{} {}"), 400, "validation");
        refused(course("{\"title\":\"A\",\"titel\":\"B\"}"), 400, "validation");
        refused(course("{\"title\":{\"a\":1}}"), 400, "validation");
        refused(course("{\"title\":7,\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"), 400, "validation");
        refused(
                instructor.api().with("Content-Type", "text/plain").postRaw("/api/courses", "x"),
                415,
                "unsupported-media-type");
    }

    @Test
    void missingAndWrongFieldsAreNamed() {
        Api.Answer answer = course("{\"tags\":[\"\"],\"maxStudents\":0}");

        refused(answer, 400, "validation");
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .contains("title", "price", "tags[0]", "maxStudents");
    }

    @Test
    void textsThatAreNone() {
        String nul = "a\\u0000b";
        refused(
                course("{\"title\":\"" + nul + "\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"),
                400,
                "validation");
        refused(
                course("{\"title\":\"A\",\"tags\":[\"" + nul
                        + "\"],\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"),
                400,
                "validation");
        refused(
                course("{\"title\":\"a\\ud800\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"),
                400,
                "validation");
        refused(
                api().postRaw("/api/auth/sessions", "{\"email\":\"" + nul + "\",\"password\":\"whatever1\"}"),
                400,
                "validation");
        refused(api().get("/api/courses?q=a%00b"), 400, "validation");
        refused(api().get("/api/courses?category=%ED%A0%80"), 400, "validation");
        refused(scenario().admin().get("/api/audit/logs?entityName=%00"), 400, "validation");
        refused(scenario().admin().get("/api/promo-codes/a%00b"), 400, "validation");
        refused(api().get("/api//courses"), 400, "validation");
    }

    @Test
    void moneyThatIsNone() {
        refused(course(price("\"-1.00\"", "\"EUR\"")), 400, "validation");
        refused(course(price("\"1.001\"", "\"EUR\"")), 400, "validation");
        refused(course(price("\"1.5\"", "\"JPY\"")), 400, "validation");
        refused(course(price("1.00", "\"EUR\"")), 400, "validation");
        refused(course(price("\"1e3\"", "\"EUR\"")), 400, "validation");
        refused(course(price("\"99999999999999999999\"", "\"EUR\"")), 400, "validation");
        refused(course(price("\"1.00\"", "\"EURO\"")), 400, "validation");
        refused(course(price("\"1.00\"", "null")), 400, "validation");
        refused(course("{\"title\":\"A\",\"price\":\"1.00\"}"), 400, "validation");
    }

    @Test
    void timesThatCannotBe() {
        Instant future = Instant.now().plus(Duration.ofDays(2));
        refused(slot(Instant.now().minusSeconds(60), future), 400, "validation");
        refused(slot(future, future), 400, "validation");
        refused(slot(future, future.minusSeconds(60)), 400, "validation");
        refused(
                instructor
                        .api()
                        .postRaw(
                                "/api/courses/" + course + "/slots",
                                "{\"startTimeUtc\":\"tomorrow\",\"endTimeUtc\":1}"),
                400,
                "validation");
        refused(api().get("/api/courses/" + course + "/slots?from=yesterday"), 400, "validation");
        Instant far = Instant.parse("+300000-01-01T00:00:00Z");
        refused(slot(far, far.plusSeconds(3_600)), 400, "validation");
        refused(api().get("/api/courses/" + course + "/slots?from=%2B300000-01-01T00:00:00Z"), 400, "validation");
        refused(
                scenario()
                        .admin()
                        .postRaw(
                                "/api/announcements",
                                "{\"title\":\"A\",\"message\":\"B\",\"scheduledFor\":\"" + Instant.MAX + "\"}"),
                400,
                "validation");
        refused(
                api().get("/api/courses/" + course + "/slots?from=2027-02-01T00:00:00Z&to=2027-01-01T00:00:00Z"),
                400,
                "validation");
    }

    private Api.Answer slot(Instant start, Instant end) {
        return instructor
                .api()
                .postRaw(
                        "/api/courses/" + course + "/slots",
                        "{\"startTimeUtc\":\"" + start + "\",\"endTimeUtc\":\"" + end + "\"}");
    }

    @Test
    void idsThatAreUnknownOrNone() {
        Person student = scenario().student();
        String unknown = UUID.randomUUID().toString();
        refused(api().get("/api/courses/" + unknown), 404, "not-found");
        refused(api().get("/api/courses/1"), 400, "validation");
        refused(api().get("/api/slots/" + unknown), 404, "not-found");
        refused(student.api().get("/api/bookings/" + unknown), 404, "not-found");
        refused(
                student.api().postRaw("/api/bookings", "{\"slotId\":\"" + unknown + "\",\"provider\":\"Stripe\"}"),
                404,
                "not-found");
        refused(
                student.api().postRaw("/api/bookings", "{\"slotId\":\"x\",\"provider\":\"Stripe\"}"),
                400,
                "validation");
        refused(
                student.api().postRaw("/api/bookings", "{\"slotId\":\"" + unknown + "\",\"provider\":\"Cash\"}"),
                400,
                "validation");
        refused(
                student.api().postRaw("/api/bookings", "{\"slotId\":\"" + unknown + "\",\"provider\":0}"),
                400,
                "validation");
        refused(student.api().postRaw("/api/bookings", "{\"provider\":\"Stripe\"}"), 400, "validation");
        refused(instructor.api().put("/api/courses/" + unknown + "/publication"), 404, "not-found");
        refused(api().get("/api/nothing-here"), 401, "unauthenticated");
        refused(student.api().get("/api/nothing-here"), 404, "not-found");
        refused(student.api().delete("/api/bookings"), 405, "method-not-allowed");
        refused(student.api().get("/api/bookings?limit=0"), 400, "validation");
        refused(student.api().get("/api/bookings?limit=101"), 400, "validation");
        refused(student.api().get("/api/bookings?cursor=x"), 400, "validation");
        refused(student.api().get("/api/bookings?status=Lost"), 400, "validation");
        refused(student.api().get("/api/auth/sessions?limit=101"), 400, "validation");
        refused(
                scenario()
                        .admin()
                        .postRaw(
                                "/api/enrollments",
                                "{\"courseId\":\"" + course + "\",\"studentId\":\"" + unknown + "\"}"),
                404,
                "not-found");
        refused(
                scenario()
                        .admin()
                        .postRaw(
                                "/api/enrollments",
                                "{\"courseId\":\"" + course + "\",\"studentId\":\"" + instructor.id() + "\"}"),
                404,
                "not-found");
    }

    @Test
    void bodiesThatAreTooLarge() {
        String large = "{\"title\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        refused(course(large), 413, "payload-too-large");
        refused(
                instructor.api().with("Idempotency-Key", "large").postRaw("/api/courses", large),
                413,
                "payload-too-large");
    }

    @Test
    void tokensThatAreMissingForeignOrOfAnotherRole() {
        Person student = scenario().student();
        refused(api().postRaw("/api/courses", price("\"1.00\"", "\"EUR\"")), 401, "unauthenticated");
        refused(api().as("made-up").postRaw("/api/courses", "{}"), 401, "unauthenticated");
        refused(api().with("Authorization", "Basic eDp5").get("/api/users/me"), 401, "unauthenticated");
        refused(student.api().postRaw("/api/courses", price("\"1.00\"", "\"EUR\"")), 403, "forbidden");
        refused(scenario().instructor().api().delete("/api/courses/" + course), 403, "forbidden");
        refused(student.api().get("/api/payments"), 403, "forbidden");
        refused(student.api().get("/api/webhook-inbox"), 403, "forbidden");
        student.api().delete("/api/auth/sessions/current");
        refused(student.api().get("/api/users/me"), 401, "unauthenticated");
    }

    @Test
    void accountsThatCannotBe() {
        refused(register("no-mail", "password1", "UTC"), 400, "validation");
        refused(register("a@example.org", "short", "UTC"), 400, "validation");
        refused(register("a@example.org", "password1", "Mars/Olympus"), 400, "validation");
        refused(register(instructor.email().toUpperCase(Locale.ROOT), "password1", "UTC"), 409, "email-taken");
        refused(
                api().postRaw("/api/auth/sessions", "{\"email\":\"nobody@example.org\",\"password\":\"whatever1\"}"),
                401,
                "bad-credentials");
        Person student = scenario().student();
        String wrong = "{\"email\":\"" + student.email() + "\",\"password\":\"wrong\"}";
        for (int i = 0; i < 4; i++) {
            refused(api().postRaw("/api/auth/sessions", wrong), 401, "bad-credentials");
        }
        refused(api().postRaw("/api/auth/sessions", wrong), 423, "account-locked");
    }

    private Api.Answer register(String email, String password, String zone) {
        return api().postRaw(
                        "/api/auth/registration",
                        "{\"email\":\"" + email + "\",\"password\":\"" + password
                                + "\",\"displayName\":\"A\",\"timeZone\":\"" + zone + "\"}");
    }

    @Test
    void anUnpublishedCourseSellsNothing() {
        UUID hidden = scenario().course(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, hidden, Duration.ofDays(3), 1);
        eventsBefore = events();

        refused(api().get("/api/courses/" + hidden), 404, "not-found");
        refused(scenario().book(scenario().student(), slot), 409, "course-not-published");
        refused(
                scenario()
                        .student()
                        .api()
                        .postRaw("/api/bookings", "{\"slotId\":\"" + slot + "\",\"provider\":\"PayPal\"}"),
                409,
                "course-not-published");
    }
}
