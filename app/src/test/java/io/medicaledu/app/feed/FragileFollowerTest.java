package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** With a follower that counts what happens to courses in a table, and fails when it is told to. */
abstract class FragileFollowerTest extends PlatformTest {

    @Autowired
    protected FragileFollower fragile;

    @BeforeEach
    void aTableThatCounts() {
        asOwner("CREATE TABLE public.fragile_follower (course_id uuid, what text, at bigserial)");
        asOwner("GRANT SELECT, INSERT ON public.fragile_follower TO PUBLIC");
        asOwner("GRANT USAGE ON SEQUENCE public.fragile_follower_at_seq TO PUBLIC");
    }

    @AfterEach
    void isGoneAfterwards() {
        fragile.recover();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(progress().path("lag").asLong()
                                + progress().path("parked").asLong())
                        .isZero());
        fragile.forget();
        asOwner("DROP TABLE public.fragile_follower");
    }

    /** What has happened to the course, in the order in which it was handled. */
    protected List<String> counted(UUID course) {
        return jdbc.sql("SELECT what FROM public.fragile_follower WHERE course_id = ? ORDER BY at")
                .param(course)
                .query(String.class)
                .list();
    }

    protected JsonNode progress() {
        return scenario()
                .admin()
                .get("/api/projections")
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(FragileFollower.NAME))
                .findFirst()
                .orElseThrow();
    }
}
