package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.kernel.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

/** A cancelled slot or series gives everybody everything back, once, whatever happens, and tells how far it is. */
class MassRefundTest extends PlatformTest {

    private static final int CROWD = 500;
    private static final int AT_ONCE = 12;

    @Autowired
    @Qualifier("massCancellation")
    private WorkQueue massCancellation;

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    private void fault(String kind, int times) {
        assertThat(api().post("/sandbox/faults", Map.of("operation", "refund.create", "kind", kind, "times", times))
                        .status())
                .isEqualTo(201);
    }

    private List<Person> students(int size) {
        return inParallel(
                IntStream.range(0, size).boxed().toList(), each -> scenario().student());
    }

    private List<Booked> confirmed(List<Person> students, UUID slot) {
        return inParallel(students, student -> scenario().confirmed(student, slot));
    }

    private static <T, R> List<R> inParallel(List<T> all, Function<T, R> step) {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> results = new ArrayList<>();
            for (T each : all) {
                results.add(executor.submit(() -> {
                    places.acquire();
                    try {
                        return step.apply(each);
                    } finally {
                        places.release();
                    }
                }));
            }
            List<R> done = new ArrayList<>();
            for (Future<R> result : results) {
                done.add(result.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode report(Api reader, String path) {
        Api.Answer answer = reader.get(path + "/cancellation");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Follows the report to its end and keeps what it said on the way. */
    private static List<JsonNode> follow(Api reader, String path) {
        List<JsonNode> seen = new ArrayList<>();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(150))
                .until(() -> {
                    JsonNode report = report(reader, path);
                    seen.add(report);
                    return report.path("isComplete").asBoolean();
                });
        return seen;
    }

    private static int bookings(JsonNode report, String field) {
        return report.path("bookings").path(field).asInt();
    }

    private static int refunds(JsonNode report, String field) {
        return report.path("refunds").path(field).asInt();
    }

    private static List<JsonNode> listed(Api reader, String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = reader.get(path + "/cancellation/bookings?limit=100" + cursor)
                    .json();
            page.path("items").forEach(all::add);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    private static void assertComplete(JsonNode report, int total, int paid, String money) {
        assertThat(bookings(report, "total")).isEqualTo(total);
        assertThat(bookings(report, "cancelled")).isEqualTo(total);
        assertThat(bookings(report, "remaining")).isZero();
        assertThat(refunds(report, "requested")).isEqualTo(paid);
        assertThat(refunds(report, "succeeded")).isEqualTo(paid);
        assertThat(refunds(report, "failed")).isZero();
        assertThat(refunds(report, "pending")).isZero();
        assertThat(report.path("amounts")).hasSize(1);
        JsonNode amounts = report.path("amounts").get(0);
        assertThat(amounts.path("currency").asString()).isEqualTo("EUR");
        assertThat(amounts.path("toRefund").asString()).isEqualTo(money);
        assertThat(amounts.path("refunded").asString()).isEqualTo(money);
        assertThat(amounts.path("failed").asString()).isEqualTo("0.00");
        assertThat(Instant.parse(report.path("completedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(report.path("cancelledAt").asString()));
    }

    /** Counts of all payments for the slot: in the provider's books and in ours. */
    private void assertMoneyIsBack(UUID slot, int paid, UUID actor) {
        List<Integer> atProvider =
                jdbc.sql("""
                        SELECT count(refund.id) FROM read_model.bookings AS booking
                        JOIN read_model.payments AS payment
                            ON payment.booking_id = booking.id AND payment.captured_amount IS NOT NULL
                        LEFT JOIN provider_sandbox.stripe_refunds AS refund
                            ON refund.metadata ->> 'paymentId' = payment.id::text AND refund.amount = 4500
                        WHERE booking.availability_slot_id = ? GROUP BY payment.id""").param(slot).query(Integer.class).list();
        assertThat(atProvider).hasSize(paid).containsOnly(1);
        await().untilAsserted(() -> assertThat(jdbc.sql("""
                        SELECT count(*) FROM read_model.payments AS payment
                        JOIN read_model.payments AS refund ON refund.refund_of_payment_id = payment.id
                        JOIN read_model.bookings AS booking ON booking.id = payment.booking_id
                        WHERE booking.availability_slot_id = ? AND payment.status = 4 AND refund.status = 4
                            AND payment.refund_amount = 45 AND refund.amount = 45
                            AND refund.refund_reason = 'Booking cancelled: SlotCancelled'
                            AND refund.refund_actor = ? AND payment.refund_actor = refund.refund_actor""")
                        .params(slot, actor.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(paid));
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @Test
    void fiveHundredBookingsOfASlotAreRefundedOnceEach() {
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(
                        instructor,
                        scenario().publishedCourse(instructor, "45.00", "EUR"),
                        Duration.ofHours(3),
                        CROWD + 50);
        String path = "/api/slots/" + slot;
        long start = System.nanoTime();
        List<Person> students = students(CROWD);
        confirmed(students, slot);
        long booked = System.nanoTime();
        List.of(scenario().student(), scenario().student())
                .forEach(
                        late -> assertThat(scenario().book(late, slot).status()).isEqualTo(201));
        assertThat(instructor.api().get(path + "/cancellation").code()).isEqualTo("not-found");
        fault("error-after", 5);
        fault("rate-limit-429", 5);
        fault("server-error-500", 5);

        long cancelled = System.nanoTime();
        Api.Answer answer = instructor.api().post(path + "/cancellation", Map.of("reason", "The instructor is ill"));
        assertThat(answer.status()).isEqualTo(204);
        Api reader = instructor.api().with("Consistency-Token", String.valueOf(answer.header("Consistency-Token")));
        List<JsonNode> seen = follow(reader, path);

        System.out.printf(
                "%d bookings made in %d s; cancelled in %d s, cancelled and refunded in %d s%n",
                CROWD,
                Duration.ofNanos(booked - start).toSeconds(),
                secondsToLastBooking(slot),
                Duration.ofNanos(System.nanoTime() - cancelled).toSeconds());
        JsonNode last = seen.getLast();
        assertThat(seen).anySatisfy(report -> {
            assertThat(bookings(report, "cancelled")).isBetween(1, CROWD);
            assertThat(bookings(report, "remaining")).isPositive();
            assertThat(report.path("completedAt").isNull()).isTrue();
        });
        assertThat(seen)
                .allSatisfy(report -> assertThat(bookings(report, "total")).isEqualTo(CROWD + 2));
        assertThat(last.path("slotId").asString()).isEqualTo(slot.toString());
        assertThat(last.path("reason").asString()).isEqualTo("The instructor is ill");
        assertThat(last.path("cancelledBy").asString())
                .isEqualTo(instructor.id().toString());
        assertComplete(last, CROWD + 2, CROWD, "22500.00");
        assertMoneyIsBack(slot, CROWD, instructor.id());
        assertOneStoryInSmallTransactions(slot);
        assertListed(instructor.api(), path);
        assertRebuiltEqual();
    }

    private int secondsToLastBooking(UUID slot) {
        return jdbc.sql("""
                        SELECT extract(epoch FROM max(ended_at) - min(cancelled_at))::int
                        FROM read_model.slot_cancellation_bookings AS booking
                        JOIN read_model.slot_cancellations AS slot ON slot.id = booking.slot_id WHERE slot_id = ?""").param(slot).query(Integer.class).single();
    }

    private void assertOneStoryInSmallTransactions(UUID slot) {
        String bookings = "SELECT id::text FROM read_model.bookings WHERE availability_slot_id = :slot";
        assertThat(jdbc.sql("""
                        SELECT DISTINCT meta_data ->> 'correlationId' FROM event_store.domain_events
                        WHERE payload_type = 'SlotCancelled' AND aggregate_identifier = :slot::text
                            OR payload_type = 'BookingCancelled' AND payload ->> 'reason' = 'SlotCancelled'
                                AND aggregate_identifier IN (%1$s)
                            OR payload_type = 'RefundRequested' AND payload ->> 'bookingId' IN (%1$s)""".formatted(bookings))
                        .param("slot", slot)
                        .query(String.class)
                        .list())
                .hasSize(1);
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE payload_type = 'BookingCancelled' AND aggregate_identifier IN (%s)
                        GROUP BY xmin::text""".formatted(bookings))
                        .param("slot", slot)
                        .query(Integer.class)
                        .list())
                .as("bookings cancelled in each transaction")
                .hasSize(CROWD + 2)
                .containsOnly(1);
    }

    private static void assertListed(Api instructor, String path) {
        List<JsonNode> all = listed(instructor, path);
        assertThat(all)
                .hasSize(CROWD + 2)
                .allSatisfy(each -> assertThat(each.path("state").asString()).isEqualTo("Cancelled"));
        assertThat(all.stream().map(each -> each.path("ordinal").asInt()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all.stream().map(each -> each.path("studentId").asString())).doesNotHaveDuplicates();
        assertThat(all.stream().filter(each -> each.path("refundState").isNull()))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.path("amount").isNull()).isTrue());
        assertThat(all.stream()
                        .filter(each -> each.path("refundState").asString("").equals("Succeeded")))
                .hasSize(CROWD)
                .allSatisfy(
                        each -> assertThat(each.path("amount").path("amount").asString())
                                .isEqualTo("45.00"));
        assertThat(instructor
                        .get(path + "/cancellation/bookings?refundState=Failed")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    /** Both projections that tell of refunds come out as they were. */
    private void assertRebuiltEqual() {
        Map<String, String> tables = Map.of(
                "payments", "payments",
                "slot_cancellation_bookings", "slot-cancellations",
                "slot_cancellation_refunds", "slot-cancellations",
                "slot_cancellations", "slot-cancellations",
                "series_cancellations", "slot-cancellations");
        // Logs in once: each login is an event that projections have to handle.
        Api admin = scenario().admin();
        await().untilAsserted(() -> assertThat(lag(admin, "payments") + lag(admin, "slot-cancellations"))
                .isZero());
        Map<String, String> before = new TreeMap<>();
        tables.keySet().forEach(table -> before.put(table, digest(table)));

        for (String name : List.of("payments", "slot-cancellations")) {
            assertThat(admin.post("/api/projections/" + name + "/rebuild").status())
                    .isEqualTo(202);
        }

        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(lag(admin, "payments") + lag(admin, "slot-cancellations"))
                            .isZero();
                    assertThat(tables.keySet())
                            .allSatisfy(table -> assertThat(digest(table)).isEqualTo(before.get(table)));
                });
    }

    private static long lag(Api admin, String projection) {
        return admin.get("/api/projections/" + projection + "/rebuild")
                .json()
                .path("lag")
                .asLong();
    }

    private String digest(String table) {
        return jdbc.sql("SELECT count(*) || ' ' || md5(string_agg(each::text, ' ' ORDER BY id)) FROM read_model."
                        + table + " AS each")
                .query(String.class)
                .optional()
                .orElse("empty");
    }

    @Test
    void aCancelledSeriesReportsAllItsSlotsTogether() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        JsonNode created = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        Map.of(
                                "rrule", "FREQ=DAILY;COUNT=3",
                                "timeZone", "Europe/Berlin",
                                "firstStartLocal", "2031-03-03T09:00:00",
                                "durationMinutes", 60,
                                "maxParticipants", 20))
                .json();
        List<UUID> slots = new ArrayList<>();
        created.path("slotIds").forEach(slot -> slots.add(UUID.fromString(slot.asString())));
        List<Person> students = students(15);
        slots.forEach(slot -> confirmed(students, slot));
        String path = "/api/slot-series/" + created.path("seriesId").asString();
        assertThat(instructor.api().get(path + "/cancellation").code()).isEqualTo("not-found");
        fault("error-after", 2);
        fault("rate-limit-429", 2);

        Api admin = scenario().admin();
        Api.Answer answer = admin.post(path + "/cancellation", Map.of("reason", "Next term"));
        assertThat(answer.status()).isEqualTo(200);
        List<JsonNode> seen = follow(
                instructor.api().with("Consistency-Token", String.valueOf(answer.header("Consistency-Token"))), path);

        UUID adminId = UUID.fromString(admin.get("/api/users/me").get("userId"));
        JsonNode last = seen.getLast();
        assertThat(last.path("seriesId").asString())
                .isEqualTo(created.path("seriesId").asString());
        assertThat(last.path("cancelledBy").asString()).isEqualTo(adminId.toString());
        assertComplete(last, 45, 45, "2025.00");
        assertThat(listed(instructor.api(), path)).hasSize(45);
        slots.forEach(slot -> {
            assertComplete(report(admin, "/api/slots/" + slot), 15, 15, "675.00");
            assertMoneyIsBack(slot, 15, adminId);
        });
    }

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
