package io.medicaledu.receipt.query;

import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.ReceiptPrint;
import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates, times and amounts as people read them, in English, like all of the platform's messages. */
final class ReceiptWords {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", LANGUAGE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", LANGUAGE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", LANGUAGE);

    private ReceiptWords() {}

    static String title(ReceiptKind kind) {
        return switch (kind) {
            case Receipt -> "Receipt";
            case CreditNote -> "Credit note";
            case CreditNoteReversal -> "Credit note reversal";
        };
    }

    /** What the lines of a document are called. */
    record Labels(String buyer, String original, String moment, String provider, String total) {}

    static Labels labels(ReceiptKind kind) {
        return switch (kind) {
            case Receipt -> new Labels("Billed to", "Refers to", "Paid on", "Paid through", "Total paid");
            case CreditNote ->
                new Labels("Credited to", "Refers to receipt", "Refunded on", "Refunded through", "Total credited");
            case CreditNoteReversal ->
                new Labels("Issued to", "Reverses", "Came back on", "Came back through", "Total reversed");
        };
    }

    static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** When money moved: neither the business's day nor the buyer's, so the zone stands there too. */
    static String moment(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        return "%s, %s UTC".formatted(DATE.format(utc), TIME.format(utc));
    }

    /** The session on the buyer's clock, with the zone by name and by its offset on that day. */
    static String session(ReceiptPrint print) {
        ZoneId zone = ZoneId.of(print.buyerTimeZone());
        ZonedDateTime start = print.sessionStart().atZone(zone);
        ZonedDateTime end = print.sessionEnd().atZone(zone);
        String until = start.toLocalDate().equals(end.toLocalDate())
                ? TIME.format(end)
                : DAY.format(end) + ", " + TIME.format(end);
        return "%s, %s–%s".formatted(DAY.format(start), TIME.format(start), until);
    }

    static String zone(ReceiptPrint print) {
        ZonedDateTime start = print.sessionStart().atZone(ZoneId.of(print.buyerTimeZone()));
        String offset = start.getOffset().getTotalSeconds() == 0
                ? "UTC"
                : "UTC" + start.getOffset().getId();
        return "%s (%s)".formatted(print.buyerTimeZone(), offset);
    }

    /** With the currency's own decimals, e.g. {@code 1,234.50 EUR}, {@code 12,000 JPY}, {@code 1.250 KWD}. */
    static String amount(Money money) {
        BigDecimal decimal = new BigDecimal(money.amount());
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(LANGUAGE));
        format.setMinimumFractionDigits(decimal.scale());
        format.setMaximumFractionDigits(decimal.scale());
        return format.format(decimal) + " " + money.currency();
    }
}
