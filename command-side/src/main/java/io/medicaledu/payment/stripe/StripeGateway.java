package io.medicaledu.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.payment.command.PublicUrls;
import io.medicaledu.shared.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
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

    private final StripeClientFactory clients;
    private final PublicUrls urls;
    private final Clock clock;

    StripeGateway(StripeClientFactory clients, PublicUrls urls, Clock clock) {
        this.clients = clients;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.Stripe;
    }

    @Override
    public Checkout openCheckout(CheckoutRequest request) {
        Session session = call(stripe ->
                stripe.v1().checkout().sessions().create(sessionOf(request), key("checkout", request.paymentId())));
        return new Checkout(session.getId(), session.getUrl());
    }

    private SessionCreateParams sessionOf(CheckoutRequest request) {
        Map<String, String> metadata = metadata(request);
        String bookingPage = urls.booking(request.bookingId());
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(request.paymentId().toString())
                .putAllMetadata(metadata)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putAllMetadata(metadata)
                        .build())
                .setSuccessUrl(bookingPage)
                .setCancelUrl(bookingPage)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(request.amount().currency().toLowerCase(Locale.ROOT))
                                .setUnitAmount(request.amount().minorUnits())
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(request.description())
                                        .build())
                                .build())
                        .build())
                .build();
    }

    private static Map<String, String> metadata(CheckoutRequest request) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(PAYMENT_ID, request.paymentId().toString());
        metadata.put(BOOKING_ID, request.bookingId().toString());
        if (request.correlationId() != null) {
            metadata.put(CORRELATION_ID, request.correlationId());
        }
        return metadata;
    }

    @Override
    public CheckoutState closeCheckout(UUID paymentId, String providerSessionId) {
        Session session = call(stripe -> stripe.v1().checkout().sessions().retrieve(providerSessionId));
        if ("open".equals(session.getStatus())) {
            try {
                session = call(stripe -> stripe.v1().checkout().sessions().expire(providerSessionId));
            } catch (ProviderRefusedException e) {
                // Paid or expired between the two calls: look again.
                session = call(stripe -> stripe.v1().checkout().sessions().retrieve(providerSessionId));
            }
        }
        if (!"paid".equals(session.getPaymentStatus())) {
            return new CheckoutState.Closed();
        }
        return new CheckoutState.Paid(
                session.getPaymentIntent(), money(session.getAmountTotal(), session.getCurrency()), clock.instant());
    }

    @Override
    public RefundState refund(RefundRequest request, boolean firstAttempt) {
        Optional<Refund> earlier = firstAttempt ? Optional.empty() : findRefund(request);
        return stateOf(earlier.orElseGet(() -> call(stripe -> stripe.v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(request.providerTransactionId())
                                .setAmount(request.amount().minorUnits())
                                .putMetadata(PAYMENT_ID, request.paymentId().toString())
                                .putMetadata(REFUND_ID, request.refundId().toString())
                                .build(),
                        key("refund", request.refundId())))));
    }

    /** Stripe forgets idempotency keys after 24 h; the refund itself remembers whose it is. */
    private Optional<Refund> findRefund(RefundRequest request) {
        RefundListParams ofPayment = RefundListParams.builder()
                .setPaymentIntent(request.providerTransactionId())
                .setLimit(100L)
                .build();
        return call(stripe -> stripe.v1().refunds().list(ofPayment)).getData().stream()
                .filter(refund -> request.refundId()
                        .toString()
                        .equals(refund.getMetadata().get(REFUND_ID)))
                .findFirst();
    }

    static RefundState stateOf(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> new RefundState.Succeeded(refund.getId());
            case "failed", "canceled" -> new RefundState.Failed(refund.getFailureReason());
            default -> new RefundState.Pending(refund.getId());
        };
    }

    static Money money(long minorUnits, String currency) {
        return new Money(minorUnits, currency.toUpperCase(Locale.ROOT));
    }

    static Instant instant(long unixSeconds) {
        return Instant.ofEpochSecond(unixSeconds);
    }

    private static RequestOptions key(String kind, UUID id) {
        return RequestOptions.builder().setIdempotencyKey(kind + "-" + id).build();
    }

    @FunctionalInterface
    private interface StripeCall<T> {
        T make(StripeClient stripe) throws StripeException;
    }

    private <T> T call(StripeCall<T> call) {
        try {
            return call.make(clients.client());
        } catch (ApiConnectionException | IdempotencyException e) {
            throw new ProviderUnavailableException("Stripe: " + e.getMessage(), e);
        } catch (InvalidRequestException e) {
            throw refusedOrBusy(e);
        } catch (StripeException e) {
            throw new ProviderUnavailableException("Stripe: " + e.getMessage(), e);
        }
    }

    /** 409 and 429 pass; every other 4xx is Stripe's last word. */
    private static RuntimeException refusedOrBusy(InvalidRequestException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        return status == 409 || status == 429
                ? new ProviderUnavailableException("Stripe: " + e.getMessage(), e)
                : new ProviderRefusedException("Stripe: " + e.getMessage(), e);
    }
}
