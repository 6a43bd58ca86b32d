package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** All who follow the event stream go together: one batch, one transaction, one position, one node at a time. */
class FeedTest extends FragileFollowerTest {

    @Autowired
    private FollowerTable table;

    @Autowired
    private TransactionTemplate transaction;

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
            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> counted(course).isEmpty());
            otherNode.rollback();
        }
        await().until(() -> counted(course).equals(List.of("created")));
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
}
