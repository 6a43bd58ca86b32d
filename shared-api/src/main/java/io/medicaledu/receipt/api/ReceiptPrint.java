package io.medicaledu.receipt.api;

import io.medicaledu.payment.api.PaymentProvider;
import java.time.Instant;

/**
 * All that stands on the printed document: what was frozen when it was issued, and what is looked up now.
 *
 * @param buyerName as the buyer calls himself or herself now
 * @param buyerTimeZone IANA zone in which the session's time is told
 * @param sessionStart UTC
 * @param sessionEnd UTC
 */
public record ReceiptPrint(
        ReceiptView receipt,
        String buyerName,
        String buyerTimeZone,
        String courseTitle,
        Instant sessionStart,
        Instant sessionEnd,
        PaymentProvider provider) {}
