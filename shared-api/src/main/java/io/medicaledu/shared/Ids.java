package io.medicaledu.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Identifiers: time-ordered UUIDv7 where an id is new, UUIDv5 (RFC 9562) where it must come out the same every time. */
public final class Ids {

    private static final UUID NAMESPACE = UUID.fromString("8f1d1c1e-9d0b-5c55-a3a1-6d6564656475");
    private static final TimeBasedEpochGenerator TIME_ORDERED = Generators.timeBasedEpochGenerator();
    private static final NameBasedGenerator NAME_BASED = Generators.nameBasedGenerator(NAMESPACE);

    private Ids() {}

    /** A new, time-ordered id. */
    public static UUID next() {
        return TIME_ORDERED.generate();
    }

    /** The payment of a booking's attempt; attempts count from 1. A retried saga derives the same id again. */
    public static UUID payment(UUID bookingId, int attempt) {
        return derive("payment", bookingId, attempt);
    }

    /** The refund that a booking's cancellation causes, of each payment that it was paid with. */
    public static UUID cancellationRefund(UUID bookingId, UUID paymentId) {
        return derive("cancellation-refund", bookingId, paymentId);
    }

    /** The refund of the price difference of a reschedule to a cheaper slot. */
    public static UUID rescheduleRefund(UUID newBookingId, UUID paymentId) {
        return derive("reschedule-refund", newBookingId, paymentId);
    }

    /** The one promo code of that name, in capitals. */
    public static UUID promoCode(String code) {
        return derive("promo-code", code);
    }

    /** The refund of a payment that no booking can use any more (late, or paid twice); at most one for each payment. */
    public static UUID unusablePaymentRefund(UUID paymentId) {
        return derive("unusable-payment-refund", paymentId);
    }

    /** The refund of what was paid beyond a payment, e.g. in a second tab. */
    public static UUID surplusRefund(UUID paymentId, String providerTransactionId) {
        return derive("surplus-refund", paymentId, providerTransactionId);
    }

    /** What of a refund had to wait for the end of a dispute. */
    public static UUID withheldRefund(UUID refundId) {
        return derive("withheld-refund", refundId);
    }

    /** A refund that was made at the provider itself. */
    public static UUID externalRefund(UUID paymentId, String providerRefundId) {
        return derive("external-refund", paymentId, providerRefundId);
    }

    /** The one enrollment of a student in a course. */
    public static UUID enrollment(UUID studentId, UUID courseId) {
        return derive("enrollment", studentId, courseId);
    }

    /** The one rating of an instructor that goes with a booking. */
    public static UUID instructorRating(UUID bookingId) {
        return derive("instructor-rating", bookingId);
    }

    /** The one rating of a course by a student. */
    public static UUID courseRating(UUID courseId, UUID studentId) {
        return derive("course-rating", courseId, studentId);
    }

    /** The one receipt of money that a payment has captured; a payment that was captured twice has two. */
    public static UUID receipt(UUID paymentId, String providerTransactionId) {
        return derive("receipt", paymentId, providerTransactionId);
    }

    /** The one credit note of a refund. */
    public static UUID creditNote(UUID refundId) {
        return derive("credit-note", refundId);
    }

    /** The one reversal of a refund's credit note. */
    public static UUID creditNoteReversal(UUID refundId) {
        return derive("credit-note-reversal", refundId);
    }

    /** A UUIDv5 of the given kind and parts. */
    public static UUID derive(String kind, Object... parts) {
        StringBuilder name = new StringBuilder(kind);
        for (Object part : parts) {
            name.append(':').append(part);
        }
        return NAME_BASED.generate(name.toString());
    }
}
