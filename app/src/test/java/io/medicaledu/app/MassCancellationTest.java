package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.kernel.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** The work of a mass cancellation outlasts a stop and what cannot be done; its report is for those whom it concerns. */
class MassCancellationTest extends MassCancellation {

    @Autowired
    @Qualifier("massCancellation")
    private WorkQueue massCancellation;

    @Test
    void afterAStopItGoesOnAndOneThatCannotEndBlocksNoOther() {
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(instructor, scenario().publishedCourse(instructor, "45.00", "EUR"), Duration.ofHours(1), 5);
        String path = "/api/slots/" + slot;
        List<Booked> booked = confirmed(students(3), slot);
        UUID poison = UUID.randomUUID();
        massCancellation.worker().close();
        try {
            jdbc.sql("""
                            INSERT INTO command_side.booking_cancellations (booking_id, slot_id, correlation_id, next_attempt_at)
                            VALUES (?, ?, 'poison', now() - interval '1 minute')""").params(poison, slot).update();
            assertThat(instructor
                            .api()
                            .post(path + "/cancellation", Map.of("reason", "ill"))
                            .status())
                    .isEqualTo(204);
            await().untilAsserted(() -> assertThat(queued(slot)).isEqualTo(4));
            await().untilAsserted(() -> assertThat(bookings(report(instructor.api(), path), "remaining"))
                    .isEqualTo(3));

            Booked first = booked.getFirst();
            Api.Answer byStudent = first.student().api().post("/api/bookings/" + first.id() + "/cancellation");
            assertThat(byStudent.json().path("refund").path("amount").asString())
                    .as("the policy would give nothing back an hour before")
                    .isEqualTo("45.00");
        } finally {
            massCancellation.worker().start();
        }

        assertComplete(follow(instructor.api(), path).getLast(), 3, 3, "135.00");
        await().untilAsserted(
                        () -> assertThat(queued(slot)).as("only the poison").isEqualTo(1));
        assertThat(jdbc.sql("SELECT last_error FROM command_side.booking_cancellations WHERE booking_id = ?")
                        .param(poison)
                        .query(String.class)
                        .single())
                .contains("booking");
        jdbc.sql("DELETE FROM command_side.booking_cancellations WHERE booking_id = ?")
                .param(poison)
                .update();
        assertThat(refundActor(booked.getFirst()))
                .isEqualTo(booked.getFirst().student().id().toString());
        assertThat(refundActor(booked.getLast())).isEqualTo(instructor.id().toString());
    }

    private int queued(UUID slot) {
        return jdbc.sql("SELECT count(*) FROM command_side.booking_cancellations WHERE slot_id = ?")
                .param(slot)
                .query(Integer.class)
                .single();
    }

    private String refundActor(Booked booked) {
        for (JsonNode payment : scenario()
                .admin()
                .get("/api/payments?bookingId=" + booked.id())
                .json()
                .path("items")) {
            if (!payment.path("refundOfPaymentId").isNull()) {
                return payment.path("refundActor").asString();
            }
        }
        throw new AssertionError("There is no refund of booking " + booked.id());
    }

    @Test
    void onlyTheOwnerAndAdminsReadTheReport() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(2), 1);
        UUID open = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Api.Answer cancelled = instructor.api().post("/api/slots/" + slot + "/cancellation", Map.of("reason", "ill"));
        String token = String.valueOf(cancelled.header("Consistency-Token"));

        for (String path : List.of("/cancellation", "/cancellation/bookings")) {
            assertThat(status(scenario().admin().with("Consistency-Token", token), slot, path))
                    .isEqualTo("200");
            assertThat(status(instructor.api(), slot, path)).isEqualTo("200");
            assertThat(status(scenario().instructor().api(), slot, path)).isEqualTo("forbidden");
            assertThat(status(scenario().student().api(), slot, path)).isEqualTo("forbidden");
            assertThat(status(api(), slot, path)).isEqualTo("unauthenticated");
            assertThat(status(instructor.api(), open, path)).isEqualTo("not-found");
            assertThat(status(instructor.api(), UUID.randomUUID(), path)).isEqualTo("not-found");
            assertThat(instructor
                            .api()
                            .get("/api/slot-series/" + UUID.randomUUID() + path)
                            .code())
                    .isEqualTo("not-found");
        }
        JsonNode report = report(instructor.api(), "/api/slots/" + slot);
        assertThat(report.path("isComplete").asBoolean()).isTrue();
        assertThat(report.path("completedAt").asString())
                .isEqualTo(report.path("cancelledAt").asString());
        assertThat(instructor
                        .api()
                        .get("/api/slots/" + slot + "/cancellation/bookings?cursor=nonsense")
                        .code())
                .isEqualTo("validation");
    }

    private static String status(Api reader, UUID slot, String path) {
        Api.Answer answer = reader.get("/api/slots/" + slot + path);
        return answer.status() == 200 ? "200" : answer.code();
    }
}
