package io.medicaledu.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import com.stripe.param.ChargeListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeRetrieveParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundRetrieveParams;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.payment.reconciliation.ProviderBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stripe's charges, refunds and disputes, read page by page (https://docs.stripe.com/api/pagination). */
final class StripeBooks implements ProviderBooks {

    private static final long PAGE = 100;
    private static final RequestOptions PATIENTLY =
            RequestOptions.builder().setMaxNetworkRetries(2).build();

    private final StripeCalls calls;

    StripeBooks(StripeCalls calls) {
        this.calls = calls;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.Stripe;
    }

    /** What Stripe has answered is in its lists at once. */
    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    @Override
    public List<Movement> movements(Instant from, Instant until) {
        long first = from.getEpochSecond();
        long last = until.getEpochSecond();
        List<Movement> movements = new ArrayList<>();
        movements.addAll(all(
                stripe -> stripe.v1().charges().list(charges(first, last), PATIENTLY), StripeMovements::capture));
        movements.addAll(all(
                stripe -> stripe.v1().refunds().list(refunds(first, last), PATIENTLY),
                refund -> Optional.of(StripeMovements.refund(refund))));
        movements.addAll(all(
                stripe -> stripe.v1().disputes().list(disputes(first, last), PATIENTLY), StripeMovements::dispute));
        return movements;
    }

    private static ChargeListParams charges(long first, long last) {
        return ChargeListParams.builder()
                .setCreated(ChargeListParams.Created.builder()
                        .setGte(first)
                        .setLte(last)
                        .build())
                .setLimit(PAGE)
                .build();
    }

    private static RefundListParams refunds(long first, long last) {
        return RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(first)
                        .setLte(last)
                        .build())
                .setLimit(PAGE)
                .build();
    }

    private static DisputeListParams disputes(long first, long last) {
        return DisputeListParams.builder()
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(first)
                        .setLte(last)
                        .build())
                .setLimit(PAGE)
                .build();
    }

    private <T extends HasId> List<Movement> all(
            StripeCalls.Call<StripeCollection<T>> list, Function<T, Optional<Movement>> meaning) {
        return calls.make(stripe -> {
            List<Movement> movements = new ArrayList<>();
            try {
                for (T object : list.make(stripe).autoPagingIterable()) {
                    meaning.apply(object).ifPresent(movements::add);
                }
            } catch (RuntimeException e) {
                // The iterator wraps what went wrong with a later page.
                if (e.getCause() instanceof StripeException cause) {
                    throw cause;
                }
                throw e;
            }
            return movements;
        });
    }

    @Override
    public Optional<Movement> find(ProviderTransactions.Kind kind, String reference) {
        try {
            return calls.make(stripe -> switch (kind) {
                case Capture -> Optional.of(capture(stripe, reference));
                case Refund ->
                    Optional.of(StripeMovements.refund(stripe.v1()
                            .refunds()
                            .retrieve(reference, RefundRetrieveParams.builder().build(), PATIENTLY)));
                case Dispute ->
                    StripeMovements.knownDispute(stripe.v1()
                            .disputes()
                            .retrieve(reference, DisputeRetrieveParams.builder().build(), PATIENTLY));
            });
        } catch (ProviderRefusedException e) {
            if (e.getCause() instanceof StripeException cause && "resource_missing".equals(cause.getCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Movement capture(StripeClient stripe, String reference) throws StripeException {
        PaymentIntent intent = stripe.v1()
                .paymentIntents()
                .retrieve(reference, PaymentIntentRetrieveParams.builder().build(), PATIENTLY);
        String latest = intent.getLatestCharge();
        if (latest == null) {
            return StripeMovements.unpaid(intent);
        }
        Charge charge = stripe.v1()
                .charges()
                .retrieve(latest, ChargeRetrieveParams.builder().build(), PATIENTLY);
        return StripeMovements.capture(charge).orElseGet(() -> StripeMovements.unpaid(intent));
    }
}
