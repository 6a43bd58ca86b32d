package io.medicaledu.receipt.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.medicaledu.receipt.api.ReceiptCommand.IssueCreditNote;
import io.medicaledu.receipt.api.ReceiptCommand.IssueReceipt;
import io.medicaledu.receipt.api.ReceiptCommand.ReverseCreditNote;
import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteIssued;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteReversed;
import io.medicaledu.receipt.api.ReceiptEvent.ReceiptIssued;
import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.Seller;
import io.medicaledu.receipt.api.TaxLine;
import io.medicaledu.receipt.command.IssuedReceipts.CreditNote;
import io.medicaledu.receipt.command.IssuedReceipts.Credited;
import io.medicaledu.receipt.command.IssuedReceipts.Original;
import io.medicaledu.receipt.command.ReceiptProperties.SellerDetails;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuingReceiptsTest {

    /** New Year's Eve in London, the new year in Berlin. */
    private static final Instant NOW = Instant.parse("2026-12-31T23:30:00Z");

    private static final Instant PAID = Instant.parse("2026-12-31T23:29:00Z");
    private static final Money PRICE = Money.of("119.00", "EUR");
    private static final Money PART = Money.of("59.50", "EUR");
    private static final Seller SELLER = new Seller("MedicalEdu GmbH", List.of("Berlin"));

    private final UUID payment = Ids.next();
    private final UUID booking = Ids.next();
    private final UUID student = Ids.next();
    private final UUID refund = Ids.next();
    private final UUID receipt = Ids.receipt(payment, "pi_1");
    private final UUID creditNote = Ids.creditNote(refund);
    private final IssueReceipt issue = new IssueReceipt(payment, booking, student, "pi_1", PRICE, PAID);

    private final ReceiptNumbers numbers = mock();
    private final IssuedReceipts issued = mock();
    private final AggregateTestFixture<Receipt> fixture = new AggregateTestFixture<>(Receipt.class);

    @BeforeEach
    void setUp() {
        fixture.registerAnnotatedCommandHandler(new IssuingReceipts(
                fixture.getRepository(),
                numbers,
                issued,
                properties("Europe/Berlin", "19.00", "R", "C"),
                Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static ReceiptProperties properties(String zone, String rate, String receipts, String creditNotes) {
        return new ReceiptProperties(
                ZoneId.of(zone),
                new BigDecimal(rate),
                Map.of("JPY", new BigDecimal("10.0")),
                "VAT",
                receipts,
                creditNotes,
                "CR",
                new SellerDetails("MedicalEdu GmbH", List.of("Berlin")));
    }

    private IssueCreditNote credit(@Nullable UUID payer, String transaction) {
        return new IssueCreditNote(refund, payment, booking, payer, transaction, "re_1", PART, PAID);
    }

    private ReceiptDocument document(
            ReceiptKind kind, String number, Money amount, TaxLine tax, String providerReference) {
        return new ReceiptDocument(
                kind,
                number,
                payment,
                booking,
                student,
                amount,
                tax,
                SELLER,
                providerReference,
                PAID,
                LocalDate.parse("2027-01-01"),
                NOW);
    }

    @Test
    void aReceiptHasTheNextNumberOfTheYearInTheBusinessTimeZone() {
        when(numbers.next(ReceiptKind.Receipt, 2027)).thenReturn(1L);

        TaxLine tax = new TaxLine("VAT", "19", Money.of("100.00", "EUR"), Money.of("19.00", "EUR"));
        ReceiptDocument document = document(ReceiptKind.Receipt, "R-2027-000001", PRICE, tax, "pi_1");
        fixture.givenNoPriorActivity().when(issue).expectEvents(new ReceiptIssued(receipt, document));
        verify(issued).add(receipt, document, "pi_1", null);
    }

    @Test
    void theSameCaptureAgainTakesNoNumber() {
        when(issued.exists(receipt)).thenReturn(true);

        fixture.givenNoPriorActivity().when(issue).expectNoEvents();
        verify(numbers, never()).next(any(), anyInt());
    }

    @Test
    void aSecondCaptureOfThePaymentHasAReceiptOfItsOwn() {
        IssueReceipt second = new IssueReceipt(payment, booking, student, "pi_2", PRICE, PAID);

        assertThat(second.receiptId()).isNotEqualTo(receipt);
    }

    @Test
    void aCreditNoteRefersToItsReceiptAndTakesBackItsTax() {
        when(numbers.next(ReceiptKind.CreditNote, 2027)).thenReturn(12L);
        when(issued.original(payment, "pi_1"))
                .thenReturn(Optional.of(new Original(receipt, "R-2026-000042", student, "MwSt", "7")));
        when(issued.credited(receipt, "EUR"))
                .thenReturn(new Credited(Money.of("20.00", "EUR"), Money.of("1.31", "EUR")));

        TaxLine tax = new TaxLine("MwSt", "7", Money.of("55.61", "EUR"), Money.of("3.89", "EUR"));
        fixture.givenNoPriorActivity()
                .when(credit(null, "pi_1"))
                .expectEvents(new CreditNoteIssued(
                        creditNote,
                        document(ReceiptKind.CreditNote, "C-2027-000012", PART, tax, "re_1"),
                        refund,
                        receipt,
                        "R-2026-000042"));
    }

    @Test
    void aRefundOfMoneyWithoutAReceiptHasACreditNoteThatRefersToNone() {
        when(numbers.next(ReceiptKind.CreditNote, 2027)).thenReturn(1L);
        when(issued.original(payment, "pi_1")).thenReturn(Optional.empty());

        TaxLine tax = new TaxLine("VAT", "19", Money.of("50.00", "EUR"), Money.of("9.50", "EUR"));
        fixture.givenNoPriorActivity()
                .when(credit(student, "pi_1"))
                .expectEvents(new CreditNoteIssued(
                        creditNote,
                        document(ReceiptKind.CreditNote, "C-2027-000001", PART, tax, "re_1"),
                        refund,
                        null,
                        null));
    }

    @Test
    void theSameRefundAgainTakesNoNumber() {
        when(issued.exists(creditNote)).thenReturn(true);

        fixture.givenNoPriorActivity().when(credit(student, "pi_1")).expectNoEvents();
        verify(numbers, never()).next(any(), anyInt());
    }

    @Test
    void aRefundOfNobodysMoneyStopsNothing() {
        when(issued.original(payment, "pi_1")).thenReturn(Optional.empty());

        fixture.givenNoPriorActivity()
                .when(credit(null, "pi_1"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        verify(numbers, never()).next(any(), anyInt());
    }

    private final ReverseCreditNote reverse =
            new ReverseCreditNote(refund, payment, booking, PART, "lost_or_stolen_card", PAID);

    @Test
    void aReversalTakesBackExactlyWhatTheCreditNoteHasSaid() {
        TaxLine tax = new TaxLine("MwSt", "7", Money.of("55.61", "EUR"), Money.of("3.89", "EUR"));
        when(issued.creditNote(creditNote, "EUR"))
                .thenReturn(Optional.of(new CreditNote(creditNote, "C-2026-000012", student, PART, tax, "re_1")));
        when(numbers.next(ReceiptKind.CreditNoteReversal, 2027)).thenReturn(3L);

        ReceiptDocument document = document(ReceiptKind.CreditNoteReversal, "CR-2027-000003", PART, tax, "re_1");
        UUID reversal = Ids.creditNoteReversal(refund);
        fixture.givenNoPriorActivity()
                .when(reverse)
                .expectEvents(new CreditNoteReversed(
                        reversal, document, refund, creditNote, "C-2026-000012", "lost_or_stolen_card"));
        verify(issued).add(reversal, document, "re_1", creditNote);
    }

    @Test
    void aCreditNoteIsReversedOnceAndOnlyIfThereIsOne() {
        when(issued.creditNote(creditNote, "EUR")).thenReturn(Optional.empty());
        fixture.givenNoPriorActivity()
                .when(reverse)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();

        when(issued.exists(Ids.creditNoteReversal(refund))).thenReturn(true);
        fixture.givenNoPriorActivity().when(reverse).expectNoEvents();
        verify(numbers, never()).next(any(), anyInt());
    }

    @Test
    void aCurrencyMayHaveARateOfItsOwn() {
        ReceiptProperties properties = properties("UTC", "8.10", "R", "C");

        assertThat(properties.rateFor("EUR")).isEqualTo("8.1");
        assertThat(properties.rateFor("JPY")).isEqualTo("10");
        assertThat(properties("UTC", "0.00", "R", "C").rateFor("EUR")).isEqualTo("0");
    }

    @Test
    void ratesAndPrefixesThatCannotBeAreRefusedAtTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "-1", "R", "C"));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "100.01", "R", "C"));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "0", "R", "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "0", "R", "cr"));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "0", "R/1", "C"));
        assertThatIllegalArgumentException().isThrownBy(() -> properties("UTC", "0", "", "C"));
    }
}
