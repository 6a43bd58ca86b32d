package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.shared.Money;
import java.util.UUID;

/**
 * PayPal by orders that the payer approves on PayPal's page and that are captured from here. Request ids are derived from
 * our own ids, so a repeated call is the same call for PayPal, too.
 */
final class PayPalGateway implements PaymentGateway {

    private final PayPalCheckouts checkouts;
    private final PayPalRefunds refunds;

    PayPalGateway(PayPalCheckouts checkouts, PayPalRefunds refunds) {
        this.checkouts = checkouts;
        this.refunds = refunds;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.PayPal;
    }

    @Override
    public boolean canCharge(Money amount) {
        return PayPalAmounts.canCharge(amount);
    }

    /** PayPal charges any amount from the smallest unit on; what an account's own limit forbids shows at the order. */
    @Override
    public boolean isWithinLimits(Money amount) {
        return amount.isPositive();
    }

    @Override
    public Checkout openCheckout(CheckoutRequest request) {
        return checkouts.open(request);
    }

    @Override
    public CheckoutState closeCheckout(UUID paymentId, String providerSessionId) {
        return checkouts.close(providerSessionId);
    }

    @Override
    public CaptureState capture(UUID paymentId, String providerSessionId, int attempt) {
        return checkouts.capture(paymentId, providerSessionId, attempt);
    }

    @Override
    public RefundState refund(RefundRequest request, boolean firstAttempt) {
        return refunds.refund(request, firstAttempt);
    }
}
