package io.medicaledu.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What this node remembers of an aggregate decides nothing once another node has gone on with it. */
class AggregateMemoryTest extends PlatformTest {

    @Autowired
    private EventStorageEngine engine;

    @Autowired
    private AggregateMemory memory;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void whatIsRememberedNeedsNoStatement() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "20.00", "EUR"), days(3), 2);

        // Others work in the background, whose aggregates may take the place of this one.
        await().untilAsserted(() -> {
            Object first = transaction.execute(
                    status -> engine.readEvents(slot.toString()).next());
            Object again = transaction.execute(
                    status -> engine.readEvents(slot.toString()).next());
            assertThat(again).isSameAs(first);
        });
    }

    @Test
    void whatAnotherNodeHasClosedIsNotSold() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "20.00", "EUR"), days(3), 2);
        Person student = scenario().student();

        onAnotherNode(
                slot,
                () -> assertThat(instructor
                                .api()
                                .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "ill"))
                                .status())
                        .isEqualTo(204));

        assertThat(scenario().book(student, slot).code()).isEqualTo("slot-closed");
    }

    @Test
    void whatAnotherNodeHasFreedIsSold() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "20.00", "EUR"), days(3), 1);
        Booked first = scenario().bookToPay(scenario().student(), slot);
        Person student = scenario().student();
        assertThat(scenario().book(student, slot).code()).isEqualTo("slot-full");

        onAnotherNode(slot, () -> cancel(first));

        assertThat(scenario().book(student, slot).status()).isEqualTo(201);
    }

    @Test
    void whoHasSeenTheVersionOfAnotherNodeMayChangeIt() {
        Person instructor = scenario().instructor();
        UUID course = scenario().course(instructor, "20.00", "EUR");
        String path = "/api/courses/" + course + "/publication";
        long versionHere = eventsOf(course) - 1;

        onAnotherNode(
                course, () -> assertThat(instructor.api().put(path).status()).isEqualTo(204));

        String versionThere = "\"" + (versionHere + 1) + "\"";
        assertThat(instructor.api().with("If-Match", versionThere).delete(path).status())
                .isEqualTo(204);
    }

    @Test
    void whatWasOnlyLookedAtIsComparedBeforeTheCommit() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "20.00", "EUR"), days(3), 1);
        Booked booked = scenario().bookToPay(scenario().student(), slot);
        onAnotherNode(slot, () -> cancel(booked));

        assertThat(eventsOf(slot)).as("forgotten, so the next attempt knows").isEqualTo(-1);
        assertThat(eventsOf(slot)).isEqualTo(3);
    }

    /** Read in a transaction that does nothing else; -1 if it fails because others know more. */
    private long eventsOf(UUID aggregate) {
        try {
            return Objects.requireNonNull(transaction.execute(
                    status -> engine.readEvents(aggregate.toString()).asStream().count()));
        } catch (ConcurrencyException e) {
            return -1;
        }
    }

    private static void cancel(Booked booked) {
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/cancellation", Map.of())
                        .status())
                .isEqualTo(200);
    }

    /** Afterwards this node knows of the aggregate what it knew before. */
    private void onAnotherNode(UUID aggregate, Runnable action) {
        List<DomainEventMessage<?>> before = Objects.requireNonNull(transaction.execute(status ->
                List.copyOf(engine.readEvents(aggregate.toString()).asStream().toList())));
        action.run();
        memory.forget(List.of(aggregate.toString()));
        transaction.executeWithoutResult(status -> memory.remember(aggregate.toString(), before));
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
