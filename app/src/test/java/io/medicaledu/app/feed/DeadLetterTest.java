package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** An event that somebody cannot handle waits with those of its aggregate; everything else goes on, and nothing is lost. */
class DeadLetterTest extends FragileFollowerTest {

    private static final String LETTERS = "/api/dead-letters?follower=" + FragileFollower.NAME;

    @Test
    void anEventThatCannotBeHandledParksItsAggregateOnly() {
        Person instructor = failing();

        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        List<JsonNode> letters = awaitLetters(2);

        Person other = scenario().instructor();
        fragile.count(other.id());
        UUID next = scenario().publishedCourse(other, "20.00", "EUR");
        await().untilAsserted(() -> assertThat(counted(next)).containsExactly("created", "published"));
        assertThat(counted(course)).as("rolled back with the failure").isEmpty();
        assertThat(api().get("/api/courses/" + course).status())
                .as("the others have the very event with which it fails")
                .isEqualTo(200);
        assertThat(letters)
                .extracting(letter -> letter.path("eventType").asString())
                .containsExactly("CourseCreated", "CoursePublished");
        assertThat(letters)
                .extracting(letter -> letter.path("aggregateId").asString())
                .containsOnly(course.toString());
        assertThat(letters.getFirst().path("error").asString()).contains(course.toString());
        assertThat(letters.getFirst().path("attempts").asInt()).isPositive();
        assertThat(letters.getLast().path("attempts").asInt()).isZero();
        assertThat(progress().path("parked").asLong()).isEqualTo(2);
        assertThat(progress().path("lag").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(progress().path("error").asString()).contains(course.toString());
    }

    @Test
    void whatWasParkedIsHandledOnceInItsOrderWhenItsCauseIsGone() {
        Person instructor = failing();
        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        JsonNode last = awaitLetters(2).getLast();

        fragile.recover();
        Api.Answer answer = scenario().admin().post(path(last) + "/retry");

        assertThat(answer.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted(course)).containsExactly("created", "published"));
        assertThat(letters()).isEmpty();
        assertThat(progress().path("error").isNull()).isTrue();
        UUID later = scenario().publishedCourse(instructor, "25.00", "EUR");
        await().untilAsserted(() -> assertThat(counted(later)).hasSize(2));
    }

    @Test
    void itIsTriedAgainByItself() {
        Person instructor = failing();
        UUID course = scenario().course(instructor, "20.00", "EUR");
        awaitLetters(1);

        fragile.recover();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted(course)).containsExactly("created"));
    }

    @Test
    void whoFailsOnlyWhenItWritesParksToo() {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        fragile.failWhenWriting(instructor.id());

        UUID course = scenario().course(instructor, "20.00", "EUR");

        assertThat(awaitLetters(1).getFirst().path("error").asString()).contains(course.toString());
        assertThat(counted(course)).isEmpty();
        fragile.recover();
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(course).size() == 1);
    }

    @Test
    void whatIsGivenUpIsNeverHandledAndSaysWhy() {
        Person instructor = failing();
        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        JsonNode first = awaitLetters(2).getFirst();
        Api admin = scenario().admin();

        assertThat(admin.post(path(first) + "/drop", Map.of("reason", " ")).code())
                .isEqualTo("validation");
        assertThat(admin.post(path(first) + "/drop", Map.of("reason", "counted by hand"))
                        .status())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted(course)).containsExactly("published"));
        fragile.recover();
        assertThat(admin.post(path(first) + "/drop", Map.of("reason", "again")).code())
                .isEqualTo("not-found");
        JsonNode dropped = admin.get("/api/dead-letters/dropped?follower=" + FragileFollower.NAME)
                .json()
                .path("items")
                .get(0);
        assertThat(dropped.path("position")).isEqualTo(first.path("position"));
        assertThat(dropped.path("reason").asString()).isEqualTo("counted by hand");
        assertThat(dropped.path("error").asString()).contains(course.toString());
        assertThat(dropped.path("droppedBy").asString()).hasSize(36);
        assertThatThrownBy(() ->
                        jdbc.sql("DELETE FROM event_store.dropped_letters").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void whoFailsWithTooManyWaitsAsAWhole() {
        Person instructor = failing();
        jdbc.sql("""
                        INSERT INTO event_store.dead_letters
                            (follower, position, sequence, event_type, event_id, occurred_at, attempts, error, next_attempt_at)
                        SELECT ?, -number, 'filler ' || number, 'Filler', number, now(), 1, 'filler', now() + interval '1 day'
                        FROM generate_series(1, 100) AS number""").param(FragileFollower.NAME).update();
        long before = progress().path("position").asLong();

        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(progress().path("error").asString("")).contains(course.toString()));
        UUID next = scenario().publishedCourse(scenario().instructor(), "20.00", "EUR");

        await().untilAsserted(() ->
                assertThat(api().get("/api/courses/" + next).status()).isEqualTo(200));
        assertThat(progress().path("position").asLong()).isGreaterThanOrEqualTo(before);
        assertThat(jdbc.sql("SELECT position IS NOT NULL FROM event_store.followers WHERE name = ?")
                        .param(FragileFollower.NAME)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        jdbc.sql("DELETE FROM event_store.dead_letters WHERE event_type = 'Filler'")
                .update();
        fragile.recover();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(counted(course)).containsExactly("created", "published"));
    }

    @Test
    void onlyAdminsDecideAndAuditorsSee() {
        Person instructor = failing();
        scenario().course(instructor, "20.00", "EUR");
        String path = path(awaitLetters(1).getFirst());

        for (String decision : List.of("/retry", "/drop")) {
            assertThat(instructor
                            .api()
                            .post(path + decision, Map.of("reason", "x"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(instructor.api().get(LETTERS).status()).isEqualTo(403);
        Api admin = scenario().admin();
        assertThat(admin.get("/api/dead-letters?cursor=nonsense").code()).isEqualTo("validation");
        assertThat(admin.post("/api/dead-letters/nobody/1/retry").code()).isEqualTo("not-found");
        JsonNode page = admin.get(LETTERS + "&limit=1").json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(admin.get(LETTERS + "&limit=1&cursor="
                                + page.path("nextCursor").asString())
                        .json()
                        .path("items"))
                .isEmpty();
    }

    /** An instructor whose new courses are too much for the follower. */
    private Person failing() {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        fragile.failWith(instructor.id());
        return instructor;
    }

    private List<JsonNode> letters() {
        return scenario()
                .admin()
                .get(LETTERS + "&limit=100")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> awaitLetters(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(letters()).hasSize(count));
        return letters();
    }

    private static String path(JsonNode letter) {
        return "/api/dead-letters/" + FragileFollower.NAME + "/"
                + letter.path("position").asLong();
    }
}
