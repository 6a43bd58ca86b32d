package io.medicaledu.receipt.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt, a credit note or its reversal says for good, whatever is configured later. Of its buyer it names the id only; the
 * name is looked up when it is printed.
 *
 * @param number e.g. {@code R-2026-000001}; without gaps for each kind and year of {@code issuedOn}
 * @param amount what was paid, given back, or has come back; positive, tax included
 * @param providerReference the provider's id of the capture or the refund
 * @param paidAt when the money moved
 * @param issuedOn the date in the business's time zone
 */
public record ReceiptDocument(
        ReceiptKind kind,
        String number,
        UUID paymentId,
        UUID bookingId,
        UUID userId,
        Money amount,
        TaxLine tax,
        Seller seller,
        @Nullable String providerReference,
        Instant paidAt,
        LocalDate issuedOn,
        Instant issuedAt) {}
