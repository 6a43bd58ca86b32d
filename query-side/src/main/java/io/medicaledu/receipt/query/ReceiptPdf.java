package io.medicaledu.receipt.query;

import io.medicaledu.receipt.api.ReceiptPrint;
import io.medicaledu.receipt.api.ReceiptView;
import io.medicaledu.receipt.query.PdfPage.Style;
import io.medicaledu.receipt.query.ReceiptWords.Labels;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.springframework.stereotype.Component;

/** Prints receipts, credit notes and their reversals: one page A4. The same document comes out byte for byte the same. */
@Component
class ReceiptPdf {

    private static final Color INK = new Color(0x1F2933);
    private static final Color GREY = new Color(0x616E7C);
    private static final Color ACCENT = new Color(0x0B6E75);
    private static final Color LINE = new Color(0xCBD2D9);
    private static final Color TINT = new Color(0xEEF5F5);

    private static final Style TITLE = new Style(26, true, ACCENT);
    private static final Style NUMBER = new Style(13, false, INK);
    private static final Style NAME = new Style(12, true, INK);
    private static final Style TEXT = new Style(10, false, INK);
    private static final Style STRONG = new Style(10, true, INK);
    private static final Style SMALL = new Style(9, false, GREY);
    private static final Style FACT = new Style(9, false, INK);
    private static final Style TOTAL = new Style(13, true, INK);

    private static final float LEFT = 60;
    private static final float RIGHT = PDRectangle.A4.getWidth() - LEFT;
    private static final float MIDDLE = 298;
    private static final float TOP = PDRectangle.A4.getHeight() - 72;
    private static final float ROW = 20;

    private final PdfFonts fonts;

    ReceiptPdf(PdfFonts fonts) {
        this.fonts = fonts;
    }

    byte[] print(ReceiptPrint print) {
        try (PDDocument document = new PDDocument()) {
            PDPage sheet = new PDPage(PDRectangle.A4);
            document.addPage(sheet);
            describe(document, print.receipt());
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                draw(new PdfPage(content, fonts.open(document)), print);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(PDDocument document, ReceiptView receipt) {
        Calendar issued = GregorianCalendar.from(receipt.issuedAt().atZone(ZoneOffset.UTC));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(ReceiptWords.title(receipt.kind()) + " " + receipt.number());
        information.setAuthor(receipt.seller().name());
        information.setCreationDate(issued);
        information.setModificationDate(issued);
        document.getDocumentCatalog().setLanguage("en");
        document.setDocumentId(receipt.receiptId().getMostSignificantBits());
    }

    private static void draw(PdfPage page, ReceiptPrint print) throws IOException {
        ReceiptView receipt = print.receipt();
        page.right(RIGHT, TOP - 12, TITLE, ReceiptWords.title(receipt.kind()));
        page.right(RIGHT, TOP - 34, NUMBER, receipt.number());
        float y = seller(page, receipt);
        page.rule(LEFT, RIGHT, y, 1.2f, ACCENT);
        y = parties(page, print, y - 30);
        y = service(page, print, y - 18);
        sums(page, receipt, y - 26);
        page.left(LEFT, 54, SMALL, "Made out electronically; valid without a signature.");
        page.right(RIGHT, 54, SMALL, receipt.number());
    }

    private static float seller(PdfPage page, ReceiptView receipt) throws IOException {
        float y = page.paragraph(LEFT, TOP - 8, NAME, receipt.seller().name(), MIDDLE - LEFT, 2);
        for (String line : receipt.seller().addressLines()) {
            y = page.paragraph(LEFT, y, SMALL, line, MIDDLE - LEFT, 1);
        }
        return Math.min(y, TOP - 48) - 12;
    }

    private static float parties(PdfPage page, ReceiptPrint print, float y) throws IOException {
        ReceiptView receipt = print.receipt();
        Labels labels = ReceiptWords.labels(receipt.kind());
        page.left(LEFT, y, SMALL, labels.buyer());
        float buyer = page.paragraph(LEFT, y - 18, NAME, print.buyerName(), MIDDLE - LEFT - 20, 3);
        float facts = fact(page, y, "Date of issue", ReceiptWords.date(receipt.issuedOn()));
        if (receipt.originalNumber() != null) {
            facts = fact(page, facts, labels.original(), receipt.originalNumber());
        }
        facts = fact(page, facts, labels.moment(), ReceiptWords.moment(receipt.paidAt()));
        facts = fact(page, facts, labels.provider(), print.provider().name());
        if (receipt.providerReference() != null) {
            facts = fact(page, facts, "Reference", receipt.providerReference());
        }
        return Math.min(buyer, facts);
    }

    private static float fact(PdfPage page, float y, String label, String value) throws IOException {
        page.left(MIDDLE, y, SMALL, label);
        return page.paragraph(MIDDLE + 86, y, FACT, value, RIGHT - MIDDLE - 86, 2) - 3;
    }

    private static float service(PdfPage page, ReceiptPrint print, float y) throws IOException {
        page.box(LEFT, y - 7, RIGHT - LEFT, ROW + 2, TINT);
        page.left(LEFT + 8, y, STRONG, "Description");
        page.right(RIGHT - 8, y, STRONG, "Amount");
        float at = y - ROW - 8;
        page.right(RIGHT - 8, at, TEXT, ReceiptWords.amount(print.receipt().amount()));
        float width = RIGHT - LEFT - 130;
        at = page.paragraph(LEFT + 8, at, STRONG, print.courseTitle(), width, 3);
        at = page.paragraph(LEFT + 8, at - 1, TEXT, "Session on " + ReceiptWords.session(print), width, 2);
        at = page.paragraph(LEFT + 8, at, SMALL, "Time zone " + ReceiptWords.zone(print), width, 1);
        at = page.paragraph(LEFT + 8, at, SMALL, "Booking " + print.receipt().bookingId(), width, 1);
        page.rule(LEFT, RIGHT, at, 0.6f, LINE);
        return at;
    }

    private static void sums(PdfPage page, ReceiptView receipt, float y) throws IOException {
        String tax = "%s %s %% (included)".formatted(receipt.taxLabel(), receipt.taxRate());
        float at = sum(page, y, TEXT, "Net", ReceiptWords.amount(receipt.net()));
        at = sum(page, at, TEXT, tax, ReceiptWords.amount(receipt.tax()));
        page.rule(MIDDLE, RIGHT, at + 8, 0.6f, LINE);
        sum(page, at - 10, TOTAL, ReceiptWords.labels(receipt.kind()).total(), ReceiptWords.amount(receipt.amount()));
    }

    private static float sum(PdfPage page, float y, Style style, String label, String amount) throws IOException {
        page.left(MIDDLE, y, style, label);
        page.right(RIGHT - 8, y, style, amount);
        return y - ROW;
    }
}
