package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.receipt.api.ReceiptCommand.IssueReceipt;
import io.medicaledu.shared.Money;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Money that moved has its paper, once, under a number that follows the one before. */
class ReceiptTest extends PlatformTest {

    @Autowired
    private CommandGateway commands;

    @Autowired
    private PlatformTransactionManager transactions;

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    private UUID slot(Person instructor, int seats) {
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        return scenario().slot(instructor, course, Duration.ofDays(3), seats);
    }

    private Booked paid() {
        return scenario().confirmed(scenario().student(), slot(scenario().instructor(), 1));
    }

    private static String ofPayment(UUID payment) {
        return "/api/payments/" + payment + "/receipt";
    }

    private static HttpResponse<byte[]> awaitPdf(Api api, String path) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> api.download(path), answer -> answer.statusCode() == 200);
    }

    private static String text(HttpResponse<byte[]> pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static List<JsonNode> receipts(Api api) {
        return api.get("/api/receipts").json().path("items").valueStream().toList();
    }

    private List<Long> numbers(String type) {
        return jdbc.sql("""
                        SELECT right(payload -> 'document' ->> 'number', 6)::bigint FROM event_store.domain_events
                        WHERE payload_type = ? ORDER BY 1""").param(type).query(Long.class).list();
    }

    /** From 1, in the one year of this test's events: no gap, no double. */
    private void assertConsecutive(String type) {
        List<Long> numbers = numbers(type);
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private long position(UUID aggregate, String type) {
        return jdbc.sql("""
                        SELECT global_index FROM event_store.domain_events
                        WHERE payload_type = :type AND (aggregate_identifier = :id OR payload ->> 'refundId' = :id)""")
                .param("type", type)
                .param("id", aggregate.toString())
                .query(Long.class)
                .single();
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @Test
    void aPaymentHasAReceiptForItsPayer() throws IOException {
        Booked booked = paid();
        Api payer = booked.student().api();

        HttpResponse<byte[]> pdf = awaitPdf(payer, ofPayment(booked.paymentId()));
        JsonNode receipt = receipts(payer).getFirst();
        String number = receipt.path("number").asString();

        assertThat(number).matches("R-\\d{4}-\\d{6}");
        assertThat(text(pdf))
                .contains("Receipt", number, "45.00 EUR", "Airway management", "Ada", "Europe/Berlin")
                .contains("MedicalEdu Demo", "VAT 19 %", "37.82 EUR", "7.18 EUR");
        assertThat(text(pdf).replaceAll("\\s", ""))
                .contains(receipt.path("providerReference").asString());
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename=\"" + number + ".pdf\"");
        assertThat(receipt.path("kind").asString()).isEqualTo("Receipt");
        assertThat(receipt.path("paymentId").asString())
                .isEqualTo(booked.paymentId().toString());
        assertThat(receipt.path("tax").path("amount").asString()).isEqualTo("7.18");

        String path = "/api/receipts/" + receipt.path("receiptId").asString();
        Api.Answer single = payer.get(path);
        assertThat(single.json()).isEqualTo(receipt);
        assertThat(payer.with("If-None-Match", String.valueOf(single.header("ETag")))
                        .get(path)
                        .status())
                .isEqualTo(304);
        assertThat(payer.download(path + "/pdf").body()).isEqualTo(pdf.body());
    }

    @Test
    void nobodyButThePayerAndAdminsKnowsOfIt() {
        Person instructor = scenario().instructor();
        Booked booked = scenario().confirmed(scenario().student(), slot(instructor, 1));
        awaitPdf(booked.student().api(), ofPayment(booked.paymentId()));
        String path = "/api/receipts/"
                + receipts(booked.student().api()).getFirst().path("receiptId").asString();
        Person stranger = scenario().student();

        for (Api other : List.of(stranger.api(), instructor.api())) {
            for (String each : List.of(path, path + "/pdf", ofPayment(booked.paymentId()))) {
                assertThat(other.get(each).code()).as(each).isEqualTo("not-found");
            }
            assertThat(receipts(other)).isEmpty();
            assertThat(other.get("/api/receipts?userId=" + booked.student().id())
                            .json()
                            .path("items"))
                    .isEmpty();
        }
        assertThat(api().get(path).code()).isEqualTo("unauthenticated");

        Api admin = scenario().admin();
        assertThat(admin.get(path).status()).isEqualTo(200);
        assertThat(admin.download(path + "/pdf").statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/receipts?userId=" + booked.student().id())
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin.get("/api/receipts?userId=" + stranger.id()).json().path("items"))
                .isEmpty();
    }

    @Test
    void anUnpaidBookingHasNone() {
        Booked booked =
                scenario().bookToPay(scenario().student(), slot(scenario().instructor(), 1));

        assertThat(booked.student().api().get(ofPayment(booked.paymentId())).code())
                .isEqualTo("not-found");
        assertThat(receipts(booked.student().api())).isEmpty();
        assertThat(booked.student()
                        .api()
                        .get("/api/receipts/" + UUID.randomUUID() + "/pdf")
                        .code())
                .isEqualTo("not-found");
        assertThat(booked.student().api().get("/api/receipts?cursor=x").code()).isEqualTo("validation");
    }

    @Test
    void aRefundHasACreditNoteOnceItHasSucceeded() throws IOException {
        Booked booked = paid();
        Api payer = booked.student().api();
        awaitPdf(payer, ofPayment(booked.paymentId()));
        String original = receipts(payer).getFirst().path("number").asString();
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "refund.create", "kind", "server-error-500", "times", 2))
                        .status())
                .isEqualTo(201);

        UUID refund = UUID.fromString(scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", "20.00", "currency", "EUR"), "reason", "Goodwill"))
                .get("refundId"));

        assertThat(payer.get(ofPayment(refund)).code()).isEqualTo("not-found");
        HttpResponse<byte[]> pdf = awaitPdf(payer, ofPayment(refund));
        JsonNode note = receipts(payer).getFirst();
        assertThat(note.path("kind").asString()).isEqualTo("CreditNote");
        assertThat(note.path("originalNumber").asString()).isEqualTo(original);
        assertThat(text(pdf))
                .contains("Credit note", note.path("number").asString(), "Refers to receipt", original)
                .contains("20.00 EUR", "3.19 EUR", "Airway management", "Total credited");
        assertThat(position(refund, "CreditNoteIssued")).isGreaterThan(position(refund, "RefundSucceeded"));
        assertThat(text(awaitPdf(payer, ofPayment(booked.paymentId())))).contains(original, "Total paid");
        assertConsecutive("CreditNoteIssued");
    }

    @Test
    void thirtyPaymentsAtOnceHaveNumbersThatFollowEachOther() throws Exception {
        UUID slot = slot(scenario().instructor(), 30);
        List<Person> students =
                IntStream.range(0, 30).mapToObj(i -> scenario().student()).toList();

        List<Booked> booked = atOnce(students.stream()
                .<Step<Booked>>map(student -> () -> {
                    Booked each = scenario().bookToPay(student, slot);
                    assertThat(each.pay(Scenario.GOOD_CARD).status()).isEqualTo(303);
                    return each;
                })
                .toList());

        for (Booked each : booked) {
            awaitPdf(each.student().api(), ofPayment(each.paymentId()));
        }
        assertThat(booked)
                .extracting(each ->
                        receipts(each.student().api()).getFirst().path("number").asString())
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertConsecutive("ReceiptIssued");
    }

    @Test
    void neitherARaceNorARollBackLeavesAGap() throws Exception {
        Booked booked = paid();
        awaitPdf(booked.student().api(), ofPayment(booked.paymentId()));
        List<IssueReceipt> twice = IntStream.range(0, 40)
                .mapToObj(i -> receipt(booked, "pi_race_" + i / 2))
                .toList();
        IssueReceipt undone = receipt(booked, "pi_undone");

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            commands.sendAndWait(undone);
            transaction.setRollbackOnly();
        });
        atOnce(twice.stream()
                .<Step<Boolean>>map(command -> () -> commands.send(command)
                        .handle((result, lost) -> lost == null)
                        .get())
                .toList());

        List<String> issued = jdbc.sql("""
                        SELECT payload -> 'document' ->> 'providerReference' FROM event_store.domain_events
                        WHERE payload_type = 'ReceiptIssued' AND payload -> 'document' ->> 'paymentId' = ?""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .list();
        assertThat(issued).hasSize(21).doesNotHaveDuplicates().doesNotContain("pi_undone");
        assertConsecutive("ReceiptIssued");
    }

    private static IssueReceipt receipt(Booked booked, String transaction) {
        return new IssueReceipt(
                booked.paymentId(),
                booked.id(),
                booked.student().id(),
                transaction,
                Money.of("45.00", "EUR"),
                Instant.now());
    }

    private interface Step<T> {
        T run() throws Exception;
    }

    private static <T> List<T> atOnce(List<Step<T>> steps) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Step<T> step : steps) {
                running.add(executor.submit(() -> {
                    start.await();
                    return step.run();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void aRebuildGivesTheSameRows() {
        Booked booked = paid();
        awaitPdf(booked.student().api(), ofPayment(booked.paymentId()));
        Api admin = scenario().admin();
        String rows = "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY id), '[]')::text FROM read_model.receipts t"
                + " WHERE user_id = '" + booked.student().id() + "'";
        String before = jdbc.sql(rows).query(String.class).single();
        assertThat(before).contains("R-");

        assertThat(admin.post("/api/projections/receipts/rebuild").status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(admin.get("/api/projections/receipts/rebuild")
                            .json()
                            .path("replaying")
                            .asBoolean())
                    .isFalse();
            assertThat(jdbc.sql(rows).query(String.class).single()).isEqualTo(before);
        });
    }
}
