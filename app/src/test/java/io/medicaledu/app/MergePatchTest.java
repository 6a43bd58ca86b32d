package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes are merge patches (RFC 7396): null removes, what is missing stays, and nothing new is no event. */
class MergePatchTest extends PlatformTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Api admin;
    private Person instructor;
    private UUID course;

    @BeforeEach
    void people() {
        admin = scenario().admin();
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
    }

    private static Api.Answer patch(Api api, String path, String json) {
        return api.patch(path, JSON.readTree(json));
    }

    private void change(Api api, String path, String json) {
        Api.Answer answer = patch(api, path, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    /** As it is once the projection has seen the latest change. */
    private JsonNode read(Api api, String path, String field, String expected) {
        await().untilAsserted(() ->
                assertThat(api.get(path).json().at(field).toString()).isEqualTo(expected));
        return api.get(path).json();
    }

    private long events(List<String> aggregates) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE aggregate_identifier IN (:aggregates) AND payload_type NOT IN ('UserLoggedIn', 'EmailTokenIssued')""").param("aggregates", aggregates).query(Long.class).single();
    }

    @Test
    void everyOptionalPartOfACourseCanBeRemoved() {
        String path = "/api/courses/" + course;
        change(instructor.api(), path, """
                {"shortDescription": "Short", "maxStudents": 3, "videoIntroUrl": "https://files.example/v",
                 "thumbnailUrl": "https://files.example/t", "cancellationPolicy": {"tiers": []},
                 "bookingRules": {"minimumNoticeMinutes": 60, "bookingWindowDays": 30, "bufferMinutes": 10,
                     "reschedule": {"untilHoursBefore": 48, "maxTimes": 2}}}""");
        read(instructor.api(), path, "/maxStudents", "3");

        change(instructor.api(), path, """
                {"description": null, "shortDescription": null, "category": null, "tags": null, "durationMinutes": null,
                 "maxStudents": null, "videoIntroUrl": null, "thumbnailUrl": null, "cancellationPolicy": null,
                 "bookingRules": null}""");

        JsonNode read = read(instructor.api(), path, "/maxStudents", "null");
        for (String field : List.of(
                "description", "shortDescription", "category", "durationMinutes", "videoIntroUrl", "thumbnailUrl")) {
            assertThat(read.path(field).isNull()).as(field).isTrue();
        }
        assertThat(read.path("tags")).isEmpty();
        assertThat(read.at("/cancellationPolicy/tiers")).hasSize(2);
        await().untilAsserted(() -> assertThat(instructor
                        .api()
                        .get(path)
                        .json()
                        .path("bookingRules")
                        .path("minimumNoticeMinutes")
                        .asInt())
                .isZero());
        assertThat(read.path("title").asString()).isEqualTo("Airway management");
    }

    @Test
    void objectsAreMergedMemberByMember() {
        String path = "/api/courses/" + course;
        change(instructor.api(), path, """
                {"bookingRules": {"minimumNoticeMinutes": 60, "bookingWindowDays": 30,
                     "reschedule": {"untilHoursBefore": 48, "maxTimes": 2}}}""");

        change(instructor.api(), path, """
                {"price": {"amount": "50.00"},
                 "bookingRules": {"bookingWindowDays": null, "reschedule": {"maxTimes": null}}}""");

        JsonNode read = read(instructor.api(), path, "/bookingRules/bookingWindowDays", "null");
        assertThat(read.at("/bookingRules/minimumNoticeMinutes").asInt()).isEqualTo(60);
        assertThat(read.at("/bookingRules/reschedule/untilHoursBefore").asInt()).isEqualTo(48);
        assertThat(read.at("/bookingRules/reschedule/maxTimes").isNull()).isTrue();
        assertThat(read.at("/price/amount").asString()).isEqualTo("50.00");
        assertThat(read.at("/price/currency").asString()).isEqualTo("USD");
    }

    @Test
    void everyOptionalPartOfAMaterialCanBeRemoved() {
        String path = "/api/courses/" + course + "/materials";
        UUID material = UUID.fromString(instructor
                .api()
                .post(
                        path,
                        Map.of(
                                "title",
                                "Slides",
                                "description",
                                "All of them",
                                "fileUrl",
                                "https://files.example/1",
                                "contentType",
                                "application/pdf",
                                "fileSizeBytes",
                                12,
                                "isFree",
                                true,
                                "isRequired",
                                false,
                                "durationMinutes",
                                5))
                .get("materialId"));

        change(instructor.api(), path + "/" + material, """
                {"description": null, "contentType": null, "fileSizeBytes": null, "durationMinutes": null,
                 "isFree": null, "isRequired": null}""");

        JsonNode read = read(instructor.api(), path, "/items/0/durationMinutes", "null")
                .path("items")
                .path(0);
        assertThat(read.path("description").isNull()).isTrue();
        assertThat(read.path("contentType").isNull()).isTrue();
        assertThat(read.path("fileSizeBytes").isNull()).isTrue();
        assertThat(read.path("isFree").asBoolean()).isFalse();
        assertThat(read.path("isRequired").asBoolean()).isTrue();
    }

    @Test
    void aSlotWithoutAPriceCostsWhatTheCourseCosts() {
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(4), "60.00");
        String path = "/api/slots/" + slot;
        change(instructor.api(), path, """
                {"notes": "Bring gloves", "maxParticipants": 4}""");
        read(instructor.api(), path, "/maxParticipants", "4");

        change(instructor.api(), path, """
                {"price": null, "notes": null, "maxParticipants": null}""");

        JsonNode read = read(instructor.api(), path, "/maxParticipants", "1");
        assertThat(read.path("notes").isNull()).isTrue();
        assertThat(read.at("/price/amount").asString()).isEqualTo("45.00");
    }

    @Test
    void everyLimitOfAPromoCodeCanBeRemoved() {
        String path = "/api/promo-codes/"
                + scenario()
                        .promoCode(Map.of(
                                "maxUses",
                                5,
                                "validFrom",
                                "2020-01-01T00:00:00Z",
                                "validUntil",
                                "2031-01-01T00:00:00Z",
                                "applicableCourseIds",
                                List.of(course)));

        change(admin, path, """
                {"maxUses": null, "maxUsesPerPerson": null, "validFrom": null, "validUntil": null,
                 "applicableCourseIds": null}""");

        JsonNode read = read(admin, path, "/maxUses", "null");
        assertThat(read.path("maxUsesPerPerson").isNull()).isTrue();
        assertThat(read.path("validFrom").isNull()).isTrue();
        assertThat(read.path("validUntil").isNull()).isTrue();
        assertThat(read.path("applicableCourseIds")).isEmpty();
        assertThat(read.path("isActive").asBoolean()).isTrue();
    }

    @Test
    void aTelephoneNumberCanBeForgotten() {
        Person student = scenario().student();
        change(student.api(), "/api/users/me", """
                {"phone": "+819012345678", "notificationChannels": ["Sms"]}""");
        read(student.api(), "/api/users/me", "/phone", "\"+819012345678\"");

        change(student.api(), "/api/users/me", """
                {"phone": null, "notificationChannels": null}""");

        JsonNode read = read(student.api(), "/api/users/me", "/phone", "null");
        assertThat(read.path("displayName").asString()).isEqualTo("Ada");
        await().untilAsserted(() -> assertThat(student.api()
                        .get("/api/users/me")
                        .json()
                        .path("notificationChannels")
                        .size())
                .isEqualTo(2));
    }

    @Test
    void aMeetingCanBeTakenBack() {
        Person student = scenario().student();
        UUID free = scenario().publishedCourse(instructor, "0.00", "USD");
        UUID booking = UUID.fromString(scenario()
                .book(student, scenario().slot(instructor, free, Duration.ofDays(4), 1))
                .get("bookingId"));
        String path = "/api/bookings/" + booking;
        assertThat(instructor
                        .api()
                        .put(
                                path + "/meeting",
                                Map.of("meetingUrl", "https://meet.example/1", "meetingNotes", "Gloves"))
                        .status())
                .isEqualTo(204);

        assertThat(instructor
                        .api()
                        .put(path + "/meeting", JSON.readTree("{\"meetingUrl\": null}"))
                        .status())
                .isEqualTo(204);

        read(student.api(), path, "/meetingUrl", "null");
        assertThat(student.api().get(path).json().path("meetingNotes").asString())
                .isEqualTo("Gloves");
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(4), 1);
        String code = scenario().promoCode(Map.of());
        await().untilAsserted(() ->
                assertThat(instructor.api().get("/api/slots/" + slot).status()).isEqualTo(200));
        String start = instructor.api().get("/api/slots/" + slot).get("startTimeUtc");
        String material = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/materials",
                        Map.of("title", "Slides", "fileUrl", "https://files.example/1"))
                .get("materialId");
        String[][] changes = {
            {"/api/courses/" + course, "{\"title\": \"Airway management\", \"tags\": [\"airway\"]}"},
            {"/api/courses/" + course + "/materials/" + material, "{\"title\": \"Slides\"}"},
            {"/api/slots/" + slot, "{\"startTimeUtc\": \"" + start + "\", \"maxParticipants\": 1}"},
            {"/api/promo-codes/" + code, "{\"isActive\": true, \"maxUsesPerPerson\": 1}"},
            {"/api/users/me", "{\"displayName\": \"Dr. Who\"}"},
            {"/api/users/" + instructor.id(), "{\"role\": \"Instructor\", \"active\": true}"}
        };
        await().untilAsserted(() ->
                assertThat(admin.get("/api/promo-codes/" + code).status()).isEqualTo(200));
        List<String> aggregates = List.of(
                course.toString(),
                slot.toString(),
                admin.get("/api/promo-codes/" + code).get("promoCodeId"),
                instructor.id().toString());
        long before = events(aggregates);

        for (String[] each : changes) {
            Api api = each[0].contains("promo")
                            || each[0].endsWith(instructor.id().toString())
                    ? admin
                    : instructor.api();
            change(api, each[0], "{}");
            change(api, each[0], each[1]);
        }

        assertThat(events(aggregates)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\": null}",
                "{\"price\": null}",
                "{\"price\": {\"amount\": null}}",
                "{\"price\": {\"amount\": \"45.001\"}}",
                "{\"price\": {\"amount\": \"-1.00\"}}",
                "{\"price\": {\"currency\": \"EUR\"}}",
                "{\"price\": {\"cents\": 3}}",
                "{\"tags\": [null]}",
                "{\"tags\": [\" \"]}",
                "{\"maxStudents\": 0}",
                "{\"maxStudents\": \"3\"}",
                "{\"videoIntroUrl\": \"ftp://x\"}",
                "{\"bookingRules\": {\"bufferMinutes\": -1}}",
                "{\"bookingRules\": {\"reschedule\": {\"maxTimes\": -1}}}",
                "{\"bookingRules\": 3}",
                "{\"cancellationPolicy\": {\"tiers\": null}}",
                "{\"cancellationPolicy\": {\"tiers\": [null]}}",
                "{\"cancellationPolicy\": {\"tiers\": [{\"hoursBefore\": 1, \"refundPercent\": 101}]}}",
                "{\"description\": null, \"title\": \"\"}",
                "{\"unknown\": null}",
                "[]",
                "null"
            })
    void whatACourseCannotBeIsRefusedAndChangesNothing(String json) {
        long version = version();

        Api.Answer answer = patch(instructor.api(), "/api/courses/" + course, json);

        assertThat(answer.code()).as(answer.text()).isEqualTo("validation");
        assertThat(version()).isEqualTo(version);
    }

    private long version() {
        return jdbc.sql("SELECT count(*) FROM event_store.domain_events WHERE aggregate_identifier = ?")
                .param(course.toString())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsAlwaysThereCannotBeRemoved() {
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(4), 1);
        String code = scenario().promoCode(Map.of());

        assertThat(patch(instructor.api(), "/api/slots/" + slot, "{\"startTimeUtc\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(instructor.api(), "/api/slots/" + slot, "{\"endTimeUtc\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(admin, "/api/promo-codes/" + code, "{\"isActive\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(instructor.api(), "/api/users/me", "{\"displayName\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(instructor.api(), "/api/users/me", "{\"timeZone\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(instructor.api(), "/api/users/me", "{\"notificationChannels\": [null]}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(admin, "/api/users/" + instructor.id(), "{\"role\": null}")
                        .code())
                .isEqualTo("validation");
        assertThat(patch(admin, "/api/users/" + instructor.id(), "{\"active\": null}")
                        .code())
                .isEqualTo("validation");
    }

    @Test
    void itIsSpokenUnderBothOfItsNames() throws IOException, InterruptedException {
        assertThat(send("application/merge-patch+json")).isEqualTo(204);
        assertThat(send("application/json")).isEqualTo(204);
        assertThat(send("text/plain")).isEqualTo(415);
        assertThat(send("application/json-patch+json")).isEqualTo(415);
    }

    private int send(String contentType) throws IOException, InterruptedException {
        String token = scenario().logIn(instructor.email(), Scenario.PASSWORD);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/courses/" + course))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"category\": null}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void theDescriptionOfTheApiNamesTheValues() {
        JsonNode api = api().get("/v3/api-docs").json();

        assertThat(api.at("/paths/~1api~1courses~1{courseId}/patch/requestBody/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
        JsonNode fields = api.at("/components/schemas/CourseChange/properties");
        assertThat(fields.at("/title/type").asString()).as(fields.toString()).isEqualTo("string");
        assertThat(fields.at("/maxStudents/type").asString()).isEqualTo("integer");
        assertThat(fields.at("/tags/type").asString()).isEqualTo("array");
        assertThat(api.toString()).doesNotContain("\"Edit").doesNotContain("\"given\"");
    }
}
