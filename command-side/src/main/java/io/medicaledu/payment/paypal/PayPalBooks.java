package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.payment.reconciliation.ProviderBooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * PayPal's account book for captures and refunds, and its disputes. The book has a dispute's holds and chargebacks by ids
 * of their own and without that of the dispute, by which it goes in webhooks and here; so disputes are read themselves.
 */
final class PayPalBooks implements ProviderBooks {

    /** PayPal lists the disputes of 180 days; older ones are found by their id only. */
    private static final Duration DISPUTES_LISTED = Duration.ofDays(179);

    private final PayPalCalls calls;
    private final PayPalTransactionSearch search;
    private final PayPalDisputes disputes;
    private final PayPalExecutions executions;
    private final Duration lag;
    private final Clock clock;

    PayPalBooks(PayPalCalls calls, Duration lag, Clock clock) {
        this.calls = calls;
        this.search = new PayPalTransactionSearch(calls);
        this.disputes = new PayPalDisputes(calls);
        this.executions = new PayPalExecutions(calls);
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.PayPal;
    }

    @Override
    public Duration lag() {
        return lag;
    }

    @Override
    public List<Movement> movements(Instant from, Instant until) {
        Map<String, Movement> movements = new LinkedHashMap<>();
        search.rows(from, until).stream()
                .flatMap(row -> movement(row).stream())
                .forEach(movement -> movements.put(movement.reference(), movement));
        Instant listed = clock.instant().minus(DISPUTES_LISTED);
        disputes.opened(from.isBefore(listed) ? listed : from, until).stream()
                .flatMap(id -> dispute(id).stream())
                .forEach(movement -> movements.put(movement.reference(), movement));
        return List.copyOf(movements.values());
    }

    private Optional<Movement> movement(JsonNode row) {
        return switch (PayPalMovements.kindOf(row)) {
            case Capture -> Optional.of(PayPalMovements.capture(row));
            case TakeBack ->
                PayPalMovements.ourRefund(row).isPresent() ? Optional.of(PayPalMovements.refund(row)) : takeBack(row);
            case Other -> Optional.empty();
        };
    }

    /** Not asked for here, as far as the row tells. That is rare, so the refund itself is read. */
    private Optional<Movement> takeBack(JsonNode row) {
        Optional<JsonNode> refund =
                read("/v2/payments/refunds/{id}", row.path("transaction_id").asString(""));
        return refund.isPresent() ? takenBack(refund.get()) : Optional.of(PayPalMovements.refund(row));
    }

    @Override
    public Optional<Movement> find(ProviderTransactions.Kind kind, String reference) {
        return switch (kind) {
            case Capture -> capture(reference).map(PayPalMovements::capture);
            case Refund -> read("/v2/payments/refunds/{id}", reference).flatMap(this::takenBack);
            case Dispute -> dispute(reference);
        };
    }

    /** Empty if it is the execution of a dispute, which then stands for the money as in {@link PayPalReversals}. */
    private Optional<Movement> takenBack(JsonNode refund) {
        String captureId = PayPalJson.up(refund, "/captures/");
        Optional<PayPalCapture> capture = capture(captureId);
        Movement movement = PayPalMovements.refund(refund, capture);
        boolean foreign = movement.refundId() == null && movement.state() == Movement.State.Succeeded;
        return foreign
                        && capture.filter(each -> executions.explain(refund, each, disputes.about(captureId)))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(movement);
    }

    private Optional<PayPalCapture> capture(String id) {
        return id.isEmpty()
                ? Optional.empty()
                : read("/v2/payments/captures/{id}", id).map(PayPalCapture::of);
    }

    /** One that is about several captures is kept by the first, here as there. */
    private Optional<Movement> dispute(String id) {
        try {
            return disputes.read(id).stream().findFirst().map(PayPalMovements::dispute);
        } catch (ProviderRefusedException e) {
            return ifNotFound(e);
        }
    }

    private Optional<JsonNode> read(String path, String id) {
        try {
            return Optional.of(calls.get(path, id));
        } catch (ProviderRefusedException e) {
            return ifNotFound(e);
        }
    }

    private static <T> Optional<T> ifNotFound(ProviderRefusedException e) {
        if (PayPalRefusal.isNotFound(e)) {
            return Optional.empty();
        }
        throw e;
    }
}
