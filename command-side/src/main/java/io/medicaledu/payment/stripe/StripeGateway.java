package io.medicaledu.payment.stripe;

import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.shared.Money;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stripe by hosted Checkout Sessions (https://docs.stripe.com/api/checkout/sessions). Card data never comes here.
 * Idempotency keys are derived from our own ids, so a repeated call is the same call for Stripe, too.
 */
final class StripeGateway implements PaymentGateway {

    static final String PAYMENT_ID = "paymentId";
    static final String BOOKING_ID = "bookingId";
    static final String REFUND_ID = "refundId";
    static final String CORRELATION_ID = "correlationId";

    private static final long PAGE = 100;

    private final StripeCalls calls;
    private final StripeCheckouts checkouts;

    StripeGateway(StripeCalls calls, StripeCheckouts checkouts) {
        this.calls = calls;
        this.checkouts = checkouts;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.Stripe;
    }

    @Override
    public boolean canCharge(Money amount) {
        return StripeAmounts.canCharge(amount);
    }

    @Override
    public boolean isWithinLimits(Money amount) {
        return StripeLimits.allow(amount);
    }

    @Override
    public Opening openCheckout(CheckoutRequest request) {
        return checkouts.open(request);
    }

    @Override
    public CheckoutState closeCheckout(UUID paymentId, String providerSessionId) {
        return checkouts.close(providerSessionId);
    }

    /** Stripe captures what is paid on its page by itself. */
    @Override
    public CaptureState capture(UUID paymentId, String providerSessionId, int attempt) {
        throw new ProviderRefusedException("Stripe has nothing to capture", null);
    }

    @Override
    public RefundState refund(RefundRequest request, boolean firstAttempt) {
        Optional<Refund> earlier = firstAttempt ? Optional.empty() : findRefund(request);
        return stateOf(earlier.orElseGet(() -> calls.make(stripe -> stripe.v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(request.providerTransactionId())
                                .setAmount(StripeAmounts.of(request.amount()))
                                .putMetadata(PAYMENT_ID, request.paymentId().toString())
                                .putMetadata(REFUND_ID, request.refundId().toString())
                                .build(),
                        key("refund", request.refundId())))));
    }

    /** Stripe forgets idempotency keys after 24 h; the refund itself remembers whose it is. */
    private Optional<Refund> findRefund(RefundRequest request) {
        try {
            return search(request);
        } catch (ProviderRefusedException e) {
            throw new ProviderUnavailableException(
                    "Stripe: does not tell whether refund " + request.refundId() + " was made", true, e);
        }
    }

    private Optional<Refund> search(RefundRequest request) {
        RefundListParams ofPayment = RefundListParams.builder()
                .setPaymentIntent(request.providerTransactionId())
                .setLimit(PAGE)
                .build();
        String ours = request.refundId().toString();
        return calls.make(stripe -> {
            for (Refund refund : stripe.v1().refunds().list(ofPayment).autoPagingIterable()) {
                Map<String, String> metadata = refund.getMetadata();
                if (metadata != null && ours.equals(metadata.get(REFUND_ID))) {
                    return Optional.of(refund);
                }
            }
            return Optional.empty();
        });
    }

    private static RefundState stateOf(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> new RefundState.Succeeded(refund.getId());
            case "failed", "canceled" -> new RefundState.Failed(refund.getFailureReason(), refund.getId());
            default -> new RefundState.Pending(refund.getId());
        };
    }

    static RequestOptions key(String kind, UUID id) {
        return RequestOptions.builder().setIdempotencyKey(kind + "-" + id).build();
    }
}
