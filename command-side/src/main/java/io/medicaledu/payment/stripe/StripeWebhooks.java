package io.medicaledu.payment.stripe;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordProcessing;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.webhook.WebhookTranslator;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Stripe's events (https://docs.stripe.com/api/events/types) mean for a payment. */
final class StripeWebhooks implements WebhookTranslator {

    private static final Set<String> OF_INTEREST = Set.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "payment_intent.canceled",
            "payment_intent.succeeded",
            "payment_intent.processing",
            "payment_intent.payment_failed",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.refund.updated",
            "charge.refunded",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
            "charge.dispute.closed");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final StripeObjects objects;
    private final ProviderTransactions transactions;

    StripeWebhooks(StripeObjects objects, ProviderTransactions transactions) {
        this.objects = objects;
        this.transactions = transactions;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.Stripe;
    }

    @Override
    public boolean isOfInterest(String type) {
        return OF_INTEREST.contains(type);
    }

    @Override
    public Meaning meaningOf(String payload) {
        return meaningOf(JSON.readTree(payload));
    }

    /** What says by itself of which of our payments it is; a refunded charge comes without its refunds, though. */
    @Override
    public Optional<Meaning> meaningOfItself(String payload) {
        JsonNode event = JSON.readTree(payload);
        boolean saysAll = StripeObjects.isUpToDate(event)
                && !type(event).equals("charge.refunded")
                && id(object(event), StripeGateway.PAYMENT_ID).isPresent();
        return saysAll ? Optional.of(meaningOf(event)) : Optional.empty();
    }

    private static String type(JsonNode event) {
        return event.path("type").asString("");
    }

    private Meaning meaningOf(JsonNode event) {
        String type = type(event);
        Instant at = Instant.ofEpochSecond(event.path("created").asLong());
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> session(object(event), at);
            case "checkout.session.async_payment_failed" ->
                of(object(event), payment -> new RecordDecline(payment, "async_payment_failed"));
            case "checkout.session.expired", "payment_intent.canceled" -> of(object(event), RecordCheckoutClosed::new);
            case "payment_intent.succeeded" -> paid(object(event), at);
            case "payment_intent.processing" -> processing(object(event), "id");
            case "payment_intent.payment_failed" -> declined(object(event));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" -> refund(object(event));
            case "charge.refunded" -> refundsOf(object(event));
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.closed" -> dispute(object(event));
            default -> new Meaning.Nothing();
        };
    }

    private JsonNode object(JsonNode event) {
        return objects.of(event);
    }

    private Meaning session(JsonNode session, Instant at) {
        return switch (session.path("payment_status").asString("")) {
            case "paid" ->
                of(
                        session,
                        payment ->
                                capture(payment, session.path("payment_intent"), amount(session, "amount_total"), at));
            case "unpaid" -> processing(session, "payment_intent");
            default -> new Meaning.Nothing();
        };
    }

    private Meaning paid(JsonNode intent, Instant at) {
        return of(intent, payment -> capture(payment, intent.path("id"), amount(intent, "amount_received"), at));
    }

    private static RecordCapture capture(UUID payment, JsonNode paymentIntent, Money amount, Instant at) {
        return new RecordCapture(payment, paymentIntent.asString(), amount, at);
    }

    private Meaning processing(JsonNode object, String intent) {
        return of(
                object,
                payment -> new RecordProcessing(payment, object.path(intent).asString(null)));
    }

    private Meaning declined(JsonNode intent) {
        JsonNode error = intent.path("last_payment_error");
        String code = error.path("decline_code").asString("");
        String told = code.isEmpty() ? error.path("code").asString("unknown") : code;
        return of(intent, payment -> new RecordDecline(payment, told));
    }

    /** All refunds of a charge: those that the event carries, else those that Stripe knows. */
    private Meaning refundsOf(JsonNode charge) {
        JsonNode sent = charge.path("refunds").path("data");
        List<JsonNode> refunds = sent.isEmpty()
                ? objects.refundsOf(charge.path("payment_intent").asString(""))
                : sent.valueStream().toList();
        List<Meaning> meanings = refunds.stream().map(this::refund).toList();
        return new Meaning.Several(meanings);
    }

    private Meaning refund(JsonNode refund) {
        String providerId = refund.path("id").asString();
        Optional<UUID> ours = id(refund, StripeGateway.REFUND_ID);
        return switch (refund.path("status").asString("")) {
            case "succeeded" ->
                of(
                        refund,
                        payment -> ours.<PaymentCommand>map(id -> new RecordRefundSucceeded(payment, id, providerId))
                                .orElseGet(() -> new RecordExternalRefund(
                                        payment,
                                        refund.path("payment_intent").asString(),
                                        providerId,
                                        amount(refund, "amount"))));
            case "failed", "canceled" ->
                of(
                        refund,
                        payment -> new RecordRefundFailed(
                                payment,
                                ours.orElseGet(() -> Ids.externalRefund(payment, providerId)),
                                refund.path("failure_reason").asString("unknown"),
                                providerId));
            default -> new Meaning.Nothing();
        };
    }

    private Meaning dispute(JsonNode dispute) {
        boolean isOpenHere = transactions
                .find(PaymentProvider.Stripe, dispute.path("id").asString(""))
                .filter(known -> known.kind() == ProviderTransactions.Kind.Dispute
                        && known.state() == ProviderTransactions.State.Succeeded)
                .isPresent();
        return StripeDispute.of(dispute, isOpenHere)
                .map(told -> of(
                        dispute,
                        payment -> new RecordDispute(
                                payment,
                                dispute.path("id").asString(),
                                dispute.path("payment_intent").asString(),
                                told.amount(),
                                dispute.path("reason").asString("general"),
                                told.state(),
                                told.funds())))
                .orElseGet(Meaning.Nothing::new);
    }

    private static Money amount(JsonNode object, String field) {
        return StripeAmounts.money(
                object.path(field).asLong(), object.path("currency").asString());
    }

    private Meaning of(JsonNode object, Function<UUID, PaymentCommand> command) {
        return paymentOf(object)
                .<Meaning>map(payment -> new Meaning.Command(
                        command.apply(payment),
                        object.path("metadata")
                                .path(StripeGateway.CORRELATION_ID)
                                .asString(null)))
                .orElseGet(Meaning.Unmatched::new);
    }

    /** By our own id on the object; else by the payment intent, as we know it, or as Stripe does. */
    private Optional<UUID> paymentOf(JsonNode object) {
        String intent = object.path("payment_intent").asString("");
        return id(object, StripeGateway.PAYMENT_ID).or(() -> intent.isEmpty() ? Optional.empty() : paymentOf(intent));
    }

    private Optional<UUID> paymentOf(String paymentIntentId) {
        return transactions
                .find(PaymentProvider.Stripe, paymentIntentId)
                .map(ProviderTransactions.Transaction::paymentId)
                .or(() -> {
                    try {
                        return id(objects.paymentIntent(paymentIntentId), StripeGateway.PAYMENT_ID);
                    } catch (ProviderRefusedException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<UUID> id(JsonNode object, String key) {
        try {
            return Optional.of(UUID.fromString(object.path("metadata").path(key).asString("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
