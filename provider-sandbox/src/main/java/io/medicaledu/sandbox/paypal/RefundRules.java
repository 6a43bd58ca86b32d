package io.medicaledu.sandbox.paypal;

import org.jspecify.annotations.Nullable;

/** When PayPal refuses a refund (https://developer.paypal.com/api/payments/v2/errors/). */
final class RefundRules {

    private RefundRules() {}

    /**
     * @param amount null for all that is left
     * @throws PayPalException if it is refused
     */
    static void check(Capture capture, @Nullable Money amount) {
        if (capture.status() == Capture.Status.PENDING) {
            throw PayPalException.unprocessable(
                    "PENDING_CAPTURE", "Cannot initiate a refund as the capture is pending.");
        }
        if (capture.status() == Capture.Status.DECLINED) {
            throw PayPalException.unprocessable("REFUND_NOT_ALLOWED", "Capture cannot be refunded.");
        }
        boolean isEnough = amount == null ? !capture.remaining().isZero() : !amount.isMoreThan(capture.remaining());
        if (capture.hasDispute() && !isEnough) {
            throw PayPalException.unprocessable(
                    "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK",
                    "Refunds not allowed on this capture due to a chargeback on the card or bank. Please contact the"
                            + " payee to resolve the chargeback.");
        }
        if (capture.remaining().isZero()) {
            throw PayPalException.unprocessable(
                    "CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.");
        }
        if (amount == null) {
            return;
        }
        if (!amount.currency().equals(capture.amount().currency())) {
            throw PayPalException.unprocessable(
                    "REFUND_CAPTURE_CURRENCY_MISMATCH", "Refund must be in the same currency as the capture.");
        }
        if (amount.isMoreThan(capture.remaining())) {
            throw PayPalException.unprocessable(
                    "REFUND_AMOUNT_EXCEEDED",
                    "The refund amount must be less than or equal to the capture amount that has not yet been"
                            + " refunded.");
        }
    }
}
