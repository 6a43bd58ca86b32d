package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promo codes: what they take off, when they are refused, and that no use is lost or doubled. */
class PromoCodeTest extends PlatformTest {

    private final Duration tomorrow = Duration.ofDays(1);

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @Test
    void aPercentageAndAFixedAmountAreTakenOff() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String percent = scenario().promoCode(Map.of("discountValue", "12.5"));
        String fixed =
                scenario().promoCode(Map.of("discountType", "FixedAmount", "discountValue", 60, "currency", "USD"));

        Api.Answer first = scenario()
                .book(scenario().student(), scenario().slot(instructor, course, tomorrow, 1), percent.toLowerCase());
        Api.Answer second = scenario()
                .book(scenario().student(), scenario().slot(instructor, course, tomorrow.plusHours(2), 1), fixed);

        assertThat(first.json().path("discount").path("amount").asString()).isEqualTo("5.63");
        assertThat(first.json().path("amount").path("amount").asString()).isEqualTo("39.37");
        assertThat(second.json().path("amount").path("amount").asString()).isEqualTo("0.00");
        assertThat(second.get("status")).isEqualTo("Confirmed");
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("SELECT discount_amount FROM read_model.booking_promo_codes WHERE booking_id = ?")
                                .param(UUID.fromString(first.get("bookingId")))
                                .query(BigDecimal.class)
                                .single())
                .isEqualByComparingTo("5.63"));
    }

    @Test
    void aPercentageWithACurrencyIsForPricesInThatCurrencyOnly() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 1);
        String euros = scenario().promoCode(Map.of("currency", "EUR"));
        String dollars = scenario().promoCode(Map.of("currency", "USD"));

        assertThat(scenario().book(scenario().student(), slot, euros).code()).isEqualTo("promo-code-not-applicable");
        assertThat(scenario().book(scenario().student(), slot, dollars).status())
                .isEqualTo(201);
        assertThat(scenario()
                        .admin()
                        .post(
                                "/api/promo-codes",
                                Map.of(
                                        "code", "NOCURRENCY",
                                        "discountType", "Percentage",
                                        "discountValue", 10,
                                        "currency", "ZZZ"))
                        .code())
                .isEqualTo("validation");
    }

    @Test
    void whatWasReadBeforeAUseIsStale() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String path = "/api/promo-codes/" + scenario().promoCode(Map.of());
        Api admin = scenario().admin();
        await().untilAsserted(() -> assertThat(admin.get(path).status()).isEqualTo(200));
        String seen = String.valueOf(admin.get(path).header("ETag"));
        assertThat(admin.with("If-None-Match", seen).get(path).status()).isEqualTo(304);

        scenario()
                .book(
                        scenario().student(),
                        scenario().slot(instructor, course, tomorrow, 1),
                        path.substring(path.lastIndexOf('/') + 1));

        await().untilAsserted(() ->
                assertThat(admin.with("If-None-Match", seen).get(path).status()).isEqualTo(200));
        assertThat(admin.with("If-Match", "\"7\"")
                        .patch(path, Map.of("maxUses", 5))
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(admin.with("If-Match", seen)
                        .patch(path, Map.of("maxUses", 5))
                        .status())
                .isEqualTo(204);
        Scenario.Person student = scenario().student();
        assertThat(student.api()
                        .with("If-Match", "\"77\"")
                        .patch("/api/users/me", Map.of("displayName", "Eve"))
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(instructor
                        .api()
                        .with("If-Match", "\"77\"")
                        .delete("/api/courses/" + course + "/publication")
                        .code())
                .isEqualTo("precondition-failed");
    }

    @Test
    void aCodeThatDoesNotFitIsRefusedByName() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID other = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 1);
        Scenario.Person student = scenario().student();

        assertThat(scenario().book(student, slot, "NO-SUCH-CODE").code()).isEqualTo("promo-code-unknown");
        assertThat(scenario()
                        .book(student, slot, scenario().promoCode(Map.of("validUntil", "2020-01-01T00:00:00Z")))
                        .code())
                .isEqualTo("promo-code-expired");
        assertThat(scenario()
                        .book(student, slot, scenario().promoCode(Map.of("validFrom", "2100-01-01T00:00:00Z")))
                        .code())
                .isEqualTo("promo-code-expired");
        assertThat(scenario()
                        .book(student, slot, scenario().promoCode(Map.of("applicableCourseIds", List.of(other))))
                        .code())
                .isEqualTo("promo-code-not-applicable");
        assertThat(scenario()
                        .book(
                                student,
                                slot,
                                scenario()
                                        .promoCode(Map.of(
                                                "discountType", "FixedAmount", "discountValue", 5, "currency", "EUR")))
                        .code())
                .isEqualTo("promo-code-not-applicable");
        assertThat(student.api()
                        .get("/api/slots/" + slot)
                        .json()
                        .path("currentParticipants")
                        .asInt())
                .isZero();
    }

    @Test
    void ofAHundredWhoWantTheLastUseOneGetsIt() throws Exception {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 100);
        String code = scenario().promoCode(Map.of("maxUses", 1));
        List<Scenario.Person> students =
                Stream.generate(scenario()::student).limit(100).toList();

        List<String> results;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = students.stream()
                    .map(student -> clients.submit(
                            () -> scenario().book(student, slot, code).code()))
                    .toList();
            results = new ArrayList<>();
            for (Future<String> answer : answers) {
                results.add(answer.get());
            }
        }

        assertThat(results).filteredOn("201"::equals).hasSize(1);
        assertThat(results).filteredOn("promo-code-exhausted"::equals).hasSize(99);
        await().untilAsserted(() -> assertThat(scenario()
                        .admin()
                        .get("/api/promo-codes/" + code)
                        .json()
                        .path("currentUses")
                        .asInt())
                .isEqualTo(1));
    }

    @Test
    void aUseComesBackWhenTheBookingDiesUnpaid() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 2);
        String code = scenario().promoCode(Map.of("maxUses", 1));
        Scenario.Person first = scenario().student();
        Scenario.Person second = scenario().student();

        String booking = scenario().book(first, slot, code).get("bookingId");
        assertThat(scenario().book(second, slot, code).code()).isEqualTo("promo-code-exhausted");
        assertThat(first.api()
                        .post("/api/bookings/" + booking + "/cancellation")
                        .status())
                .isEqualTo(200);

        assertThat(scenario().book(second, slot, code).status()).isEqualTo(201);
    }

    @Test
    void aPersonUsesACodeOnceUnlessItSaysOtherwise() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String once = scenario().promoCode(Map.of());
        String twice = scenario().promoCode(Map.of("maxUsesPerPerson", 2));
        UUID slot = scenario().slot(instructor, course, tomorrow, 2);
        UUID next = scenario().slot(instructor, course, tomorrow.plusHours(2), 2);
        UUID last = scenario().slot(instructor, course, tomorrow.plusHours(4), 2);
        Scenario.Person student = scenario().student();
        Scenario.Person faithful = scenario().student();

        String booking = scenario().book(student, slot, once).get("bookingId");
        assertThat(scenario().book(student, next, once).code()).isEqualTo("promo-code-exhausted");
        assertThat(scenario().book(faithful, slot, twice).status()).isEqualTo(201);
        assertThat(scenario().book(faithful, next, twice).status()).isEqualTo(201);
        assertThat(scenario().book(faithful, last, twice).code()).isEqualTo("promo-code-exhausted");
        assertThat(scenario().book(faithful, last, once).status()).isEqualTo(201);

        assertThat(student.api()
                        .post("/api/bookings/" + booking + "/reschedule", Map.of("slotId", last))
                        .status())
                .isEqualTo(201);
        assertThat(scenario().book(student, next, once).code()).isEqualTo("promo-code-exhausted");
    }

    @Test
    void aPersonWhoUsesACodeTwiceAtOnceHasItOnce() throws Exception {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String code = scenario().promoCode(Map.of());
        Scenario.Person student = scenario().student();
        List<UUID> slots = List.of(
                scenario().slot(instructor, course, tomorrow, 1),
                scenario().slot(instructor, course, tomorrow.plusHours(2), 1),
                scenario().slot(instructor, course, tomorrow.plusHours(4), 1));
        try (ExecutorService atOnce = Executors.newFixedThreadPool(slots.size())) {
            List<Future<String>> answers = atOnce.invokeAll(slots.stream()
                    .<Callable<String>>map(
                            slot -> () -> scenario().book(student, slot, code).code())
                    .toList());
            int refused = 0;
            for (Future<String> answer : answers) {
                refused += "promo-code-exhausted".equals(answer.get()) ? 1 : 0;
            }
            assertThat(refused).isEqualTo(slots.size() - 1);
        }
        await().untilAsserted(() -> assertThat(scenario()
                        .admin()
                        .get("/api/promo-codes/" + code)
                        .json()
                        .path("currentUses")
                        .asInt())
                .isEqualTo(1));
    }

    @Test
    void aQuoteTellsWhatACodeWouldSave() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 1);
        String code = scenario().promoCode(Map.of());
        Api student = scenario().student().api();

        await().untilAsserted(() -> assertThat(student.get("/api/promo-codes/" + code + "/quote?slotId=" + slot)
                        .json()
                        .path("amount")
                        .path("amount")
                        .asString())
                .isEqualTo("22.50"));
        assertThat(student.get("/api/promo-codes/NONE/quote?slotId=" + slot).code())
                .isEqualTo("promo-code-unknown");
    }

    @Test
    void anAdminChangesAndDeactivates() {
        Api admin = scenario().admin();
        String code = scenario().promoCode(Map.of());

        assertThat(admin.post(
                                "/api/promo-codes",
                                Map.of("code", code, "discountType", "Percentage", "discountValue", 5))
                        .code())
                .isEqualTo("promo-code-exists");
        assertThat(admin.patch("/api/promo-codes/" + code, Map.of("maxUses", 7, "maxUsesPerPerson", 3))
                        .status())
                .isEqualTo(204);
        assertThat(admin.delete("/api/promo-codes/" + code).status()).isEqualTo(204);

        await().untilAsserted(() -> {
            assertThat(admin.get("/api/promo-codes/" + code)
                            .json()
                            .path("maxUses")
                            .asInt())
                    .isEqualTo(7);
            assertThat(admin.get("/api/promo-codes/" + code)
                            .json()
                            .path("maxUsesPerPerson")
                            .asInt())
                    .isEqualTo(3);
            assertThat(admin.get("/api/promo-codes/" + code)
                            .json()
                            .path("isActive")
                            .asBoolean())
                    .isFalse();
        });
        assertThat(admin.delete("/api/promo-codes/NOSUCH").status()).isEqualTo(404);
        assertThat(scenario().student().api().get("/api/promo-codes").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Percentage  | 0       |     | discountValue
            Percentage  | 100.01  |     | discountValue
            Percentage  | 12.345  |     | discountValue
            FixedAmount | 5       |     | currency
            FixedAmount | 5.001   | USD | discountValue
            FixedAmount | -1      | USD | discountValue
            FixedAmount | 5       | XXQ | discountValue
            """)
    void aDiscountThatCannotBeIsRefused(String type, String value, @Nullable String currency, String field) {
        Map<String, Object> body = new HashMap<>(Map.of("code", "BAD1", "discountType", type, "discountValue", value));
        if (currency != null) {
            body.put("currency", currency);
        }

        Api.Answer answer = scenario().admin().post("/api/promo-codes", body);

        assertThat(answer.code()).isEqualTo("validation");
        assertThat(answer.text()).contains(field);
    }

    @Test
    void aQuoteKnowsWhatTheStudentHasUsed() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID next = scenario().slot(instructor, course, tomorrow.plusHours(2), 1);
        String code = scenario().promoCode(Map.of());
        Scenario.Person student = scenario().student();
        String quote = "/api/promo-codes/" + code + "/quote?slotId=" + next;
        await().untilAsserted(
                        () -> assertThat(student.api().get(quote).status()).isEqualTo(200));

        assertThat(scenario()
                        .book(student, scenario().slot(instructor, course, tomorrow, 1), code)
                        .status())
                .isEqualTo(201);

        await().untilAsserted(() -> assertThat(student.api().get(quote).code()).isEqualTo("promo-code-exhausted"));
        assertThat(scenario().student().api().get(quote).status()).isEqualTo(200);
    }

    @Test
    void whoGuessesCodesIsStoppedForAnHour() throws Exception {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 1);
        String code = scenario().promoCode(Map.of());
        Scenario.Person guesser = scenario().student();
        List<Callable<String>> guesses = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String guess = "GUESS" + i;
            guesses.add(
                    i % 2 == 0
                            ? () -> scenario().book(guesser, slot, guess).code()
                            : () -> guesser.api()
                                    .get("/api/promo-codes/" + guess + "/quote?slotId=" + slot)
                                    .code());
        }
        List<String> answers = new ArrayList<>();
        try (ExecutorService atOnce = Executors.newFixedThreadPool(guesses.size())) {
            for (Future<String> answer : atOnce.invokeAll(guesses)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly("promo-code-unknown", "rate-limited");
        assertThat(Collections.frequency(answers, "promo-code-unknown")).isEqualTo(10);
        Api.Answer next = scenario().book(guesser, slot, code);
        assertThat(next.code()).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(String.valueOf(next.header("Retry-After")))).isBetween(3_500, 3_601);
        assertThat(scenario().book(guesser, slot).status()).isEqualTo(201);
        jdbc.sql("UPDATE command_side.hourly_counts SET since = since - interval '1 hour' WHERE key = ?")
                .param(guesser.id().toString())
                .update();
        await().untilAsserted(() -> assertThat(guesser.api()
                        .get("/api/promo-codes/" + code + "/quote?slotId=" + slot)
                        .status())
                .isEqualTo(200));
    }

    @Test
    void whatThereIsDoesNotCountAsAGuess() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, tomorrow, 1);
        String code = scenario().promoCode(Map.of("validUntil", "2020-01-01T00:00:00Z"));
        Scenario.Person student = scenario().student();

        for (int i = 0; i < 12; i++) {
            assertThat(scenario().book(student, slot, code).code()).isEqualTo("promo-code-expired");
        }
    }
}
