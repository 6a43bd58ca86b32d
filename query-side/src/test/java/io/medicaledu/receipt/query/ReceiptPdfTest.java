package io.medicaledu.receipt.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.ReceiptPrint;
import io.medicaledu.receipt.api.ReceiptView;
import io.medicaledu.receipt.api.Seller;
import io.medicaledu.receipt.api.TaxLine;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptPdfTest {

    private static final UUID BOOKING = UUID.fromString("01a20abc-757b-71f1-a3ef-eedf005c2648");
    private static final UUID PAYMENT = Ids.payment(BOOKING, 1);
    private static final Instant START = Instant.parse("2027-01-15T22:30:00Z");

    private final ReceiptPdf pdf;

    ReceiptPdfTest() throws IOException {
        pdf = new ReceiptPdf(new PdfFonts(new ReceiptPdfProperties(List.of())));
    }

    private static ReceiptPrint print(ReceiptKind kind, Money amount, String rate, String buyer, String course) {
        TaxLine tax = TaxLine.included("VAT", rate, amount);
        boolean credit = kind != ReceiptKind.Receipt;
        boolean reversal = kind == ReceiptKind.CreditNoteReversal;
        ReceiptView view = new ReceiptView(
                UUID.fromString("6f7ae5e9-5773-53bf-910c-c4cff5860ffc"),
                kind,
                reversal ? "CR-2026-000001" : credit ? "C-2026-000007" : "R-2026-000042",
                PAYMENT,
                BOOKING,
                Ids.derive("user", "somebody"),
                credit ? Ids.derive("refund", "some") : null,
                null,
                reversal ? "C-2026-000007" : credit ? "R-2026-000042" : null,
                amount,
                tax.net(),
                tax.tax(),
                rate,
                "VAT",
                new Seller("MedicalEdu GmbH", List.of("Beispielstraße 1", "10115 Berlin", "VAT ID DE123456789")),
                "pi_3MtwBwLkdIwHu7ix28a3tqPa",
                Instant.parse("2026-12-30T12:00:00Z"),
                LocalDate.parse("2026-12-31"),
                Instant.parse("2026-12-30T23:30:00Z"),
                0);
        return new ReceiptPrint(
                view, buyer, "Asia/Kathmandu", course, START, START.plusSeconds(3_600), PaymentProvider.Stripe);
    }

    private String text(ReceiptPrint print) throws IOException {
        return text(pdf.print(print));
    }

    private static String text(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void aReceiptTellsNumberDateSellerBuyerSessionAndSums() throws IOException {
        String text =
                text(print(ReceiptKind.Receipt, Money.of("1234.50", "EUR"), "19", "Ada Lovelace", "Airway management"));

        assertThat(text)
                .contains(
                        "Receipt",
                        "R-2026-000042",
                        "31 December 2026",
                        "30 December 2026, 12:00 UTC",
                        "MedicalEdu GmbH",
                        "Beispielstraße 1")
                .contains("Ada Lovelace", "Airway management", "pi_3MtwBwLkdIwHu7ix28a3tqPa", "Stripe")
                .contains("Session on Saturday, 16 January 2027, 04:15–05:15", "Asia/Kathmandu (UTC+05:45)")
                .contains("1,037.39 EUR", "VAT 19 % (included)", "197.11 EUR", "1,234.50 EUR")
                .doesNotContain("Credit", "Refunded");
    }

    @Test
    void aCreditNoteRefersToItsReceipt() throws IOException {
        String text =
                text(print(ReceiptKind.CreditNote, Money.of("22.50", "EUR"), "0", "Ada Lovelace", "Airway management"));

        assertThat(text)
                .contains("Credit note", "C-2026-000007", "Refers to receipt", "R-2026-000042", "Total credited")
                .doesNotContain("Total paid");
    }

    @Test
    void aReversalRefersToItsCreditNote() throws IOException {
        String text = text(print(
                ReceiptKind.CreditNoteReversal, Money.of("22.50", "EUR"), "19", "Ada Lovelace", "Airway management"));

        assertThat(text)
                .contains("Credit note reversal", "CR-2026-000001", "Reverses", "C-2026-000007", "Total reversed")
                .contains("22.50 EUR", "3.59 EUR", "Came back on", "Came back through")
                .doesNotContain("Total paid", "Total credited");
    }

    @Test
    void amountsHaveTheDecimalsOfTheirCurrency() throws IOException {
        assertThat(text(print(ReceiptKind.Receipt, Money.of("12000", "JPY"), "10", "Ada", "Airway management")))
                .contains("10,909 JPY", "1,091 JPY", "12,000 JPY");
        assertThat(text(print(ReceiptKind.Receipt, Money.of("1.250", "KWD"), "5", "Ada", "Airway management")))
                .contains("1.190 KWD", "0.060 KWD", "1.250 KWD");
    }

    @Test
    void lettersOfManyLanguagesAreThereAndOthersBecomeQuestionMarks() throws IOException {
        assertThat(named("Łukasz Żółć")).contains("Łukasz Żółć");
        assertThat(named("Мария Ђорђевић")).contains("Мария Ђорђевић");
        assertThat(named("Γιώργος Ñúñez İğdır")).contains("Γιώργος Ñúñez İğdır");
        assertThat(named("Zoe\u0308 O’Neill")).contains("Zoë O’Neill");
        assertThat(named("山田 Hanako")).contains("?? Hanako");
        assertThat(named("A\u202E\tB\n𝒜 😀")).contains("A B ? ?");
    }

    private String named(String buyer) throws IOException {
        return text(print(ReceiptKind.Receipt, Money.of("45.00", "EUR"), "0", buyer, "Airway management"));
    }

    @Test
    void longNamesAndTitlesStayOnThePage() throws IOException {
        String text = text(print(
                ReceiptKind.Receipt,
                Money.of("999999999.99", "EUR"),
                "19",
                "Maximiliane ".repeat(20),
                "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationslehrgang".repeat(4)
                        + " of airway management".repeat(20)));

        assertThat(text).contains("…", "999,999,999.99 EUR", "Total paid");
    }

    @Test
    void everyFontIsEmbedded() throws IOException {
        byte[] file = pdf.print(print(ReceiptKind.Receipt, Money.of("45.00", "EUR"), "0", "Ada", "Airway management"));
        try (PDDocument document = Loader.loadPDF(file)) {
            var resources = document.getPage(0).getResources();
            assertThat(resources.getFontNames()).isNotEmpty();
            for (var name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
        }
    }

    @Test
    void theSameDocumentIsTheSameFile() {
        ReceiptPrint print =
                print(ReceiptKind.Receipt, Money.of("45.00", "EUR"), "19", "Ada Lovelace", "Airway management");

        assertThat(pdf.print(print)).isEqualTo(pdf.print(print));
    }

    @Test
    void aFileThatIsNoFontIsRefusedAtTheStart(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("letters.ttf"), "not a font");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PdfFonts(new ReceiptPdfProperties(List.of(file))))
                .withMessageContaining("letters.ttf");
    }
}
