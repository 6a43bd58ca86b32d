package io.medicaledu.payment.stripe;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import io.medicaledu.payment.command.PaymentGateway.Checkout;
import io.medicaledu.payment.command.PaymentGateway.CheckoutRequest;
import io.medicaledu.payment.command.PaymentGateway.CheckoutState;
import io.medicaledu.payment.command.PaymentGateway.Opening;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.PublicUrls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hosted Checkout Sessions (https://docs.stripe.com/api/checkout/sessions): opened, closed, found again. */
final class StripeCheckouts {

    /** Stripe forgets idempotency keys after 24 hours; from here on a repetition could open a second session. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(23);

    /** Stripe wants 30 minutes to 24 hours; a little more, as the clocks may differ. */
    private static final Duration AFTER_HOLD = Duration.ofMinutes(32);

    private static final Duration LONGEST = Duration.ofHours(23).plusMinutes(55);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final long PAGE = 100;

    private final StripeCalls calls;
    private final PublicUrls urls;
    private final Clock clock;

    StripeCheckouts(StripeCalls calls, PublicUrls urls, Clock clock) {
        this.calls = calls;
        this.urls = urls;
        this.clock = clock;
    }

    Opening open(CheckoutRequest request) {
        if (clock.instant().isAfter(request.requestedAt().plus(KEY_LIFETIME))) {
            return find(request)
                    .map(StripeCheckouts::opening)
                    .orElseThrow(() -> new ProviderRefusedException("Stripe was not reached within a day", null));
        }
        return opening(calls.make(stripe -> stripe.v1()
                .checkout()
                .sessions()
                .create(parameters(request), StripeGateway.key("checkout", request.paymentId()))));
    }

    /** A session has a page only as long as it is open. */
    private static Opening opening(Session session) {
        String url = session.getUrl();
        if (url != null) {
            return new Checkout(session.getId(), url);
        }
        return "complete".equals(session.getStatus()) ? new Opening.Completed() : new Opening.Over();
    }

    /** The session that an earlier attempt has opened. */
    private Optional<Session> find(CheckoutRequest request) {
        SessionListParams since = SessionListParams.builder()
                .setCreated(SessionListParams.Created.builder()
                        .setGte(request.requestedAt().minus(SKEW).getEpochSecond())
                        .setLte(request.requestedAt().plus(LONGEST).getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        String ours = request.paymentId().toString();
        return calls.make(stripe -> {
            for (Session session : stripe.v1().checkout().sessions().list(since).autoPagingIterable()) {
                if (ours.equals(session.getClientReferenceId())) {
                    return Optional.of(session);
                }
            }
            return Optional.empty();
        });
    }

    /** The same for each attempt, as an idempotency key must not be used for anything else. */
    private SessionCreateParams parameters(CheckoutRequest request) {
        Map<String, String> metadata = metadata(request);
        String bookingPage = urls.booking(request.bookingId());
        SessionCreateParams.Builder session = SessionCreateParams.builder()
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
                                .setUnitAmount(StripeAmounts.of(request.amount()))
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(request.description())
                                        .build())
                                .build())
                        .build());
        Instant payUntil = request.payUntil();
        if (payUntil != null) {
            session.setExpiresAt(expiry(request.requestedAt(), payUntil).getEpochSecond());
        }
        return session.build();
    }

    /** Ends by itself even if nobody is left to close it. */
    private static Instant expiry(Instant requestedAt, Instant payUntil) {
        Instant wanted = (payUntil.isAfter(requestedAt) ? payUntil : requestedAt).plus(AFTER_HOLD);
        Instant latest = requestedAt.plus(LONGEST);
        return wanted.isBefore(latest) ? wanted : latest;
    }

    private static Map<String, String> metadata(CheckoutRequest request) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(StripeGateway.PAYMENT_ID, request.paymentId().toString());
        metadata.put(StripeGateway.BOOKING_ID, request.bookingId().toString());
        if (request.correlationId() != null) {
            metadata.put(StripeGateway.CORRELATION_ID, request.correlationId());
        }
        return metadata;
    }

    CheckoutState close(String sessionId) {
        Session session = retrieve(sessionId);
        if ("open".equals(session.getStatus())) {
            try {
                session = calls.make(stripe -> stripe.v1().checkout().sessions().expire(sessionId));
            } catch (ProviderRefusedException e) {
                // Paid or expired between the two calls: look again.
                session = retrieve(sessionId);
            }
        }
        if (!"paid".equals(session.getPaymentStatus())) {
            return new CheckoutState.Closed();
        }
        return new CheckoutState.Paid(
                session.getPaymentIntent(),
                StripeAmounts.money(session.getAmountTotal(), session.getCurrency()),
                paidAt(session.getPaymentIntent()));
    }

    private Session retrieve(String sessionId) {
        return calls.make(stripe -> stripe.v1().checkout().sessions().retrieve(sessionId));
    }

    private Instant paidAt(String paymentIntentId) {
        PaymentIntent intent = calls.make(stripe -> stripe.v1().paymentIntents().retrieve(paymentIntentId));
        String chargeId = intent.getLatestCharge();
        if (chargeId == null) {
            return clock.instant();
        }
        Charge charge = calls.make(stripe -> stripe.v1().charges().retrieve(chargeId));
        return Instant.ofEpochSecond(charge.getCreated());
    }
}
