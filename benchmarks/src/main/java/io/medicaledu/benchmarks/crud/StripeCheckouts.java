package io.medicaledu.benchmarks.crud;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** Opens Checkout Sessions with the content that the platform's have; only if there is a Stripe to ask. */
@Service
@ConditionalOnProperty("crud.stripe.api-base")
class StripeCheckouts {

    private static final int CENTS = 2;
    private static final String PAGE = "http://localhost/bookings/";

    private final StripeClient stripe;

    StripeCheckouts(@Value("${crud.stripe.api-key}") String apiKey, @Value("${crud.stripe.api-base}") String apiBase) {
        stripe = StripeClient.builder().setApiKey(apiKey).setApiBase(apiBase).build();
    }

    void open(Payment payment) {
        try {
            Session session = stripe.v1().checkout().sessions().create(parameters(payment));
            payment.checkoutOpened(session.getId(), session.getUrl());
        } catch (StripeException e) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "Stripe does not answer", e);
        }
    }

    private static SessionCreateParams parameters(Payment payment) {
        String page = PAGE + payment.getBookingId();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(payment.getId().toString())
                .putMetadata("paymentId", payment.getId().toString())
                .putMetadata("bookingId", payment.getBookingId().toString())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("paymentId", payment.getId().toString())
                        .putMetadata("bookingId", payment.getBookingId().toString())
                        .build())
                .setSuccessUrl(page)
                .setCancelUrl(page)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(payment.getCurrency().toLowerCase(Locale.ROOT))
                                .setUnitAmount(payment.getAmount()
                                        .movePointRight(CENTS)
                                        .longValueExact())
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Booking")
                                        .build())
                                .build())
                        .build())
                .build();
    }
}
