package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.receipt.api.ReceiptCommand.ReverseCreditNote;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A refund that comes back has its credit note taken back: what the papers of a payment come to is what was kept. */
class CreditNoteReversalTest extends PayPalStories {

    @Autowired
    private CommandGateway commands;

    @Autowired
    private PlatformTransactionManager transactions;

    private Booked paidByCard() {
        return scenario().confirmed(scenario().student(), slot());
    }

    private UUID refund(Booked booked, String amount) {
        Api.Answer answer = scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reason", "Goodwill"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        UUID refund = UUID.fromString(answer.get("refundId"));
        awaitPapers(booked, papers(booked).size() + 1);
        return refund;
    }

    private List<JsonNode> papers(Booked booked) {
        return booked.student()
                .api()
                .get("/api/receipts")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private void awaitPapers(Booked booked, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(papers(booked)).hasSize(count));
    }

    private String atProvider(UUID refund) {
        return scenario().admin().get("/api/payments/" + refund).get("providerTransactionId");
    }

    private void failAtStripe(UUID refund) {
        Api.Answer answer = api().post(
                        "/sandbox/stripe/refunds/" + atProvider(refund) + "/outcome",
                        Map.of("status", "failed", "failureReason", "lost_or_stolen_card"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode paper(Booked booked, String kind) {
        return papers(booked).stream()
                .filter(each -> each.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind));
    }

    /** Receipts less credit notes plus their reversals, tax and all. */
    private void assertKept(Booked booked, String amount, String tax) {
        assertThat(kept(booked, "amount")).isEqualByComparingTo(amount);
        assertThat(kept(booked, "tax")).isEqualByComparingTo(tax);
    }

    private BigDecimal kept(Booked booked, String field) {
        return papers(booked).stream()
                .map(each -> {
                    BigDecimal amount =
                            new BigDecimal(each.path(field).path("amount").asString());
                    return each.path("kind").asString().equals("CreditNote") ? amount.negate() : amount;
                })
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void assertConsecutive() {
        List<Long> numbers = jdbc.sql("""
                        SELECT right(payload -> 'document' ->> 'number', 6)::bigint FROM event_store.domain_events
                        WHERE payload_type = 'CreditNoteReversed' ORDER BY 1""").query(Long.class).list();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void aRefundThatFailsAfterAllHasItsCreditNoteReversed() throws IOException {
        Booked booked = paidByCard();
        UUID refund = refund(booked, "20.00");
        assertKept(booked, "25.00", "3.99");

        failAtStripe(refund);

        awaitPapers(booked, 3);
        JsonNode note = paper(booked, "CreditNote");
        JsonNode reversal = paper(booked, "CreditNoteReversal");
        assertThat(reversal.path("number").asString()).matches("CR-\\d{4}-\\d{6}");
        assertThat(reversal.path("originalReceiptId")).isEqualTo(note.path("receiptId"));
        assertThat(reversal.path("originalNumber")).isEqualTo(note.path("number"));
        assertThat(reversal.path("refundId").asString()).isEqualTo(refund.toString());
        for (String same : List.of("amount", "net", "tax", "taxRate", "taxLabel", "paymentId", "providerReference")) {
            assertThat(reversal.path(same)).as(same).isEqualTo(note.path(same));
        }
        assertKept(booked, "45.00", "7.18");
        assertConsecutive();

        Api payer = booked.student().api();
        byte[] pdf = payer.download(
                        "/api/receipts/" + reversal.path("receiptId").asString() + "/pdf")
                .body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Credit note reversal", reversal.path("number").asString(), "Reverses")
                    .contains(note.path("number").asString(), "20.00 EUR", "Total reversed");
        }
        assertThat(payer.download("/api/payments/" + refund + "/receipt")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .contains(note.path("number").asString());
        assertThat(scenario()
                        .student()
                        .api()
                        .get("/api/receipts/" + reversal.path("receiptId").asString())
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void whatIsRefundedOnceMoreAddsUpToTheCent() {
        Booked booked = paidByCard();
        UUID first = refund(booked, "14.99");
        refund(booked, "0.02");
        failAtStripe(first);
        awaitPapers(booked, 4);
        assertKept(booked, "44.98", "7.17");

        refund(booked, "44.98");

        assertKept(booked, "0.00", "0.00");
        assertConsecutive();
    }

    @Test
    void aRefundThroughPayPalThatFailsAfterAllHasItsCreditNoteReversed() {
        Booked booked = confirmed();
        UUID refund = refund(booked, "20.00");
        assertThat(refunds(booked, "COMPLETED")).containsExactly(2_000L);

        atPayPal("/refunds/" + atProvider(refund) + "/outcome", Map.of("status", "FAILED"));

        awaitPapers(booked, 3);
        assertThat(paper(booked, "CreditNoteReversal").path("originalNumber"))
                .isEqualTo(paper(booked, "CreditNote").path("number"));
        assertKept(booked, "45.00", "7.18");
    }

    @Test
    void aRefundThatFailedBeforeItSucceededHasNeither() {
        Booked booked = confirmed();
        awaitPapers(booked, 1);
        fault("paypal.refund.create", "pending", 1);
        scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", "20.00", "currency", "EUR"), "reason", "Goodwill"));
        await().untilAsserted(() -> assertThat(refunds(booked, "PENDING")).hasSize(1));
        String id = jdbc.sql("SELECT id FROM provider_sandbox.paypal_refunds WHERE capture_id = ?")
                .param(captures(booked, "COMPLETED").getFirst())
                .query(String.class)
                .single();
        atPayPal("/refunds/" + id + "/outcome", Map.of("status", "FAILED"));
        awaitEvent(booked.paymentId(), "RefundFailed");
        refund(booked, "1.00");

        assertThat(papers(booked)).hasSize(2);
    }

    @Test
    void neitherARaceNorARollBackMakesASecondOneOrAGap() {
        Booked booked = paidByCard();
        UUID refund = refund(booked, "20.00");
        ReverseCreditNote reverse = new ReverseCreditNote(
                refund, booked.paymentId(), booked.id(), Money.of("20.00", "EUR"), "a race", Instant.now());
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            commands.sendAndWait(reverse);
            transaction.setRollbackOnly();
        });

        List<CompletableFuture<Object>> sent =
                IntStream.range(0, 20).mapToObj(i -> commands.send(reverse)).toList();
        sent.forEach(each -> each.handle((result, lost) -> lost == null).join());
        failAtStripe(refund);

        awaitEvent(booked.paymentId(), "RefundReversed");
        awaitPapers(booked, 3);
        assertThat(eventCount(Ids.creditNoteReversal(refund), "CreditNoteReversed"))
                .isEqualTo(1);
        assertConsecutive();
        assertKept(booked, "45.00", "7.18");
    }
}
