package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** All who follow the event stream go together; who cannot handle an event stops nobody else, and loses nothing. */
class FeedTest extends PlatformTest {

    @Autowired
    private FragileFollower fragile;

    @Autowired
    private FollowerTable table;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void aTableThatCounts() {
        asOwner("CREATE TABLE public.fragile_follower (course_id uuid)");
        asOwner("GRANT SELECT, INSERT ON public.fragile_follower TO PUBLIC");
    }

    @AfterEach
    void isGoneAfterwards() {
        fragile.recover();
        await().atMost(Duration.ofSeconds(30)).until(() -> !isApart());
        fragile.forget();
        asOwner("DROP TABLE public.fragile_follower");
    }

    @Test
    void aBatchThatTheEventsCanRepeatDoesNotWaitForTheDisk() {
        assertThat(synchronousCommitAfterMoving(true)).isEqualTo("off");
        assertThat(synchronousCommitAfterMoving(false)).isEqualTo("on");
    }

    private String synchronousCommitAfterMoving(boolean isRepeatable) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            // The tests' database never waits for the disk.
            jdbc.sql("SET LOCAL synchronous_commit = on").update();
            table.moveGroup(table.lockGroup().position(), isRepeatable);
            return jdbc.sql("SHOW synchronous_commit").query(String.class).single();
        }));
    }

    @Test
    void whoCannotHandleAnEventIsSetApartAndTheOthersGoOn() {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        fragile.failWith(instructor.id());

        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(progress().path("error").asString("")).contains(course.toString()));
        UUID next = scenario().publishedCourse(scenario().instructor(), "20.00", "EUR");
        await().untilAsserted(() ->
                assertThat(api().get("/api/courses/" + next).status()).isEqualTo(200));
        assertThat(api().get("/api/courses/" + course).status())
                .as("the others have the very event with which it fails")
                .isEqualTo(200);
        assertThat(progress().path("lag").asLong()).isPositive();
        assertThat(counted(course)).as("rolled back with the failure").isZero();
    }

    @Test
    void whatHasFailedIsHandledOnceWhenItsCauseIsGone() {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        fragile.failWith(instructor.id());
        UUID bad = scenario().publishedCourse(instructor, "20.00", "EUR");
        UUID later = scenario().publishedCourse(instructor, "25.00", "EUR");
        await().atMost(Duration.ofSeconds(10)).until(this::isApart);

        fragile.recover();

        await().atMost(Duration.ofSeconds(30)).until(() -> !isApart());
        assertThat(progress().path("error").isNull()).isTrue();
        assertThat(counted(bad)).isEqualTo(1);
        assertThat(counted(later)).isEqualTo(1);
    }

    @Test
    void whoFailsOnlyWhenItWritesIsSetApartToo() {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        fragile.failWhenWriting(instructor.id());

        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");

        await().atMost(Duration.ofSeconds(10)).until(this::isApart);
        // They handle the event again once it is apart, in a transaction of their own.
        await().untilAsserted(
                        () -> assertThat(api().get("/api/courses/" + course).status())
                                .as("the others go on")
                                .isEqualTo(200));
        assertThat(isApart()).as("while it still fails").isTrue();
        fragile.recover();
        await().atMost(Duration.ofSeconds(30)).until(() -> counted(course) == 1);
    }

    @Test
    void oneNodeAtATimeHandlesNewEvents() throws SQLException {
        Person instructor = scenario().instructor();
        fragile.count(instructor.id());
        UUID course;
        try (Connection otherNode = owner.getConnection()) {
            otherNode.setAutoCommit(false);
            try (Statement statement = otherNode.createStatement()) {
                statement.execute("SELECT 1 FROM event_store.feed FOR UPDATE");
            }
            course = scenario().course(instructor, "20.00", "EUR");
            await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(2)).until(() -> counted(course) == 0);
            otherNode.rollback();
        }
        await().until(() -> counted(course) == 1);
    }

    /** Unless somebody else draws a position in between, or the batch has taken too long already; so not always at once. */
    @Test
    void whatABatchItselfHasCausedIsHandledInTheSameTransaction() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "20.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(12), 50);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            awaitQuiet();
            Booked booked = scenario().bookToPay(scenario().student(), slot);

            assertThat(jdbc.sql("""
                            SELECT count(*) FROM event_store.domain_events AS event
                            JOIN read_model.audit_logs AS log ON log.event_position = event.global_index
                            WHERE event.payload_type = 'PaymentStarted' AND event.aggregate_identifier = ?
                              AND event.xmin::text = log.xmin::text""")
                            .param(booked.paymentId().toString())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        });
    }

    private void awaitQuiet() {
        await().until(() -> jdbc.sql("""
                        SELECT position = (SELECT max(global_index) FROM event_store.domain_events)
                        FROM event_store.feed""").query(Boolean.class).single());
    }

    private int counted(UUID course) {
        return jdbc.sql("SELECT count(*) FROM public.fragile_follower WHERE course_id = ?")
                .param(course)
                .query(Integer.class)
                .single();
    }

    private boolean isApart() {
        return jdbc.sql("SELECT position IS NOT NULL FROM event_store.followers WHERE name = ?")
                .param(FragileFollower.NAME)
                .query(Boolean.class)
                .single();
    }

    private JsonNode progress() {
        Api admin = scenario().admin();
        return admin.get("/api/projections")
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(FragileFollower.NAME))
                .findFirst()
                .orElseThrow();
    }
}
