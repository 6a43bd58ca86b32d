package io.medicaledu.receipt.command;

import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.Seller;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands on receipts that are issued from now on; those that were issued stay as they are.
 *
 * @param timeZone of the business: its calendar says in which year a receipt is numbered
 * @param taxRate percent, included in the price
 * @param currencyTaxRates other rates for payments in some currencies, e.g. {@code EUR: 19}
 * @param taxLabel e.g. {@code VAT}
 * @param receiptPrefix of the numbers; no two kinds may have the same
 * @param reversalPrefix of reversals of credit notes
 */
@ConfigurationProperties("medicaledu.receipt")
public record ReceiptProperties(
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("0") BigDecimal taxRate,
        @DefaultValue Map<String, BigDecimal> currencyTaxRates,
        @DefaultValue("VAT") String taxLabel,
        @DefaultValue("R") String receiptPrefix,
        @DefaultValue("C") String creditNotePrefix,
        @DefaultValue("CR") String reversalPrefix,
        @DefaultValue SellerDetails seller) {

    private static final String PREFIX = "[A-Za-z0-9]{1,12}";

    /** Who sells. */
    public record SellerDetails(
            @DefaultValue("MedicalEdu") String name,
            @DefaultValue List<String> addressLines) {}

    /** @throws IllegalArgumentException if a rate or a prefix cannot be used */
    public ReceiptProperties {
        requireRate(taxRate);
        currencyTaxRates.values().forEach(ReceiptProperties::requireRate);
        List<String> prefixes = List.of(receiptPrefix, creditNotePrefix, reversalPrefix);
        if (!prefixes.stream().allMatch(prefix -> prefix.matches(PREFIX))) {
            throw new IllegalArgumentException("Prefixes of receipt numbers are 1 to 12 letters or digits");
        }
        if (prefixes.stream()
                        .map(prefix -> prefix.toUpperCase(Locale.ROOT))
                        .distinct()
                        .count()
                < prefixes.size()) {
            throw new IllegalArgumentException("Receipts, credit notes and their reversals need different prefixes");
        }
    }

    private static void requireRate(BigDecimal rate) {
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("A tax rate is 0 to 100 percent, not " + rate);
        }
    }

    /** Percent as a plain decimal without zeros at its end. */
    String rateFor(String currency) {
        BigDecimal rate = currencyTaxRates.getOrDefault(currency, taxRate).stripTrailingZeros();
        return rate.scale() < 0 ? rate.setScale(0).toPlainString() : rate.toPlainString();
    }

    String number(ReceiptKind kind, int year, long number) {
        String prefix = switch (kind) {
            case Receipt -> receiptPrefix;
            case CreditNote -> creditNotePrefix;
            case CreditNoteReversal -> reversalPrefix;
        };
        return "%s-%04d-%06d".formatted(prefix, year, number);
    }

    Seller asSeller() {
        return new Seller(seller.name(), List.copyOf(seller.addressLines()));
    }
}
