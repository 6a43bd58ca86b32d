package io.medicaledu.payment.stripe;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.webhook.WebhookTranslator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Stripe's events (https://docs.stripe.com/api/events/types) mean for a payment. */
@Component
final class StripeWebhooks implements WebhookTranslator {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.Stripe;
    }

    @Override
    public Meaning meaningOf(String payload) {
        JsonNode event = JSON.readTree(payload);
        JsonNode object = event.path("data").path("object");
        Instant at = StripeGateway.instant(event.path("created").asLong());
        return switch (event.path("type").asString()) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> paidSession(object, at);
            case "checkout.session.async_payment_failed" ->
                of(object, payment -> new RecordDecline(payment, "async_payment_failed"));
            case "checkout.session.expired" -> of(object, RecordCheckoutClosed::new);
            case "payment_intent.succeeded" ->
                of(object, payment -> capture(payment, object.path("id"), object.path("amount_received"), object, at));
            case "payment_intent.payment_failed" ->
                of(object, payment -> new RecordDecline(payment, declineCode(object.path("last_payment_error"))));
            case "refund.created", "refund.updated", "refund.failed" -> refund(object);
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning paidSession(JsonNode session, Instant at) {
        return "paid".equals(session.path("payment_status").asString(""))
                ? of(
                        session,
                        payment -> capture(
                                payment, session.path("payment_intent"), session.path("amount_total"), session, at))
                : new Meaning.Nothing();
    }

    private static RecordCapture capture(
            UUID payment, JsonNode paymentIntent, JsonNode amount, JsonNode object, Instant at) {
        return new RecordCapture(
                payment,
                paymentIntent.asString(),
                StripeGateway.money(amount.asLong(), object.path("currency").asString()),
                at);
    }

    private static String declineCode(JsonNode error) {
        String code = error.path("decline_code").asString("");
        return code.isEmpty() ? error.path("code").asString("unknown") : code;
    }

    private static Meaning refund(JsonNode refund) {
        Optional<UUID> refundId = id(refund, StripeGateway.REFUND_ID);
        if (refundId.isEmpty()) {
            return new Meaning.Unmatched();
        }
        return switch (refund.path("status").asString("")) {
            case "succeeded" ->
                of(
                        refund,
                        payment -> new RecordRefundSucceeded(
                                payment, refundId.get(), refund.path("id").asString()));
            case "failed", "canceled" ->
                of(
                        refund,
                        payment -> new RecordRefundFailed(
                                payment,
                                refundId.get(),
                                refund.path("failure_reason").asString("unknown")));
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning of(JsonNode object, Function<UUID, PaymentCommand> command) {
        return id(object, StripeGateway.PAYMENT_ID)
                .<Meaning>map(payment -> new Meaning.Command(
                        command.apply(payment),
                        object.path("metadata")
                                .path(StripeGateway.CORRELATION_ID)
                                .asString(null)))
                .orElseGet(Meaning.Unmatched::new);
    }

    private static Optional<UUID> id(JsonNode object, String key) {
        try {
            return Optional.of(UUID.fromString(object.path("metadata").path(key).asString("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
