package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** What the tests of cancelled slots and series share: a crowd that has paid, and the report of its refunds. */
abstract class MassCancellation extends PlatformTest {

    private static final int AT_ONCE = 12;

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    void fault(String kind, int times) {
        assertThat(api().post("/sandbox/faults", Map.of("operation", "refund.create", "kind", kind, "times", times))
                        .status())
                .isEqualTo(201);
    }

    List<Person> students(int size) {
        return inParallel(
                IntStream.range(0, size).boxed().toList(), each -> scenario().student());
    }

    List<Booked> confirmed(List<Person> students, UUID slot) {
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

    static JsonNode report(Api reader, String path) {
        Api.Answer answer = reader.get(path + "/cancellation");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Follows the report to its end and keeps what it said on the way. */
    static List<JsonNode> follow(Api reader, String path) {
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

    static int bookings(JsonNode report, String field) {
        return report.path("bookings").path(field).asInt();
    }

    static int refunds(JsonNode report, String field) {
        return report.path("refunds").path(field).asInt();
    }

    static List<JsonNode> listed(Api reader, String path) {
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

    static void assertComplete(JsonNode report, int total, int paid, String money) {
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
    void assertMoneyIsBack(UUID slot, int paid, UUID actor) {
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
}
