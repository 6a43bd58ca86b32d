package io.medicaledu.receipt.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt, a credit note or its reversal, as its payer and admins see it.
 *
 * @param refundId of a credit note, what was given back; of a reversal, what of it came back
 * @param originalReceiptId what it refers to: of a credit note the receipt, of a reversal the credit note
 * @param originalNumber the number of that
 * @param amount what was paid, given back, or has come back; positive, tax included. What was kept of a payment are its
 *     receipts less its credit notes plus their reversals
 * @param taxRate percent as a plain decimal, e.g. {@code 19}
 * @param issuedOn the date in the business's time zone
 */
public record ReceiptView(
        UUID receiptId,
        ReceiptKind kind,
        String number,
        UUID paymentId,
        UUID bookingId,
        UUID userId,
        @Nullable UUID refundId,
        @Nullable UUID originalReceiptId,
        @Nullable String originalNumber,
        Money amount,
        Money net,
        Money tax,
        String taxRate,
        String taxLabel,
        Seller seller,
        @Nullable String providerReference,
        Instant paidAt,
        LocalDate issuedOn,
        Instant issuedAt,
        long version) {}
