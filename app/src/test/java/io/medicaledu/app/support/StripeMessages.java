package io.medicaledu.app.support;

import com.stripe.net.Webhook;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Signed webhooks, as Stripe would send them, of what the stand-in does not do by itself. */
public final class StripeMessages {

    private static final String SECRET = "whsec_medicaledu_demo";

    private final Api api;

    public StripeMessages(Api api) {
        this.api = api;
    }

    /** Money was captured by a payment intent. */
    public Api.Answer captured(UUID payment, String intent, long amount, String currency) {
        return deliver("payment_intent.succeeded", """
                {"id":"%s","object":"payment_intent","amount_received":%d,"currency":"%s","metadata":{"paymentId":"%s"}}""".formatted(intent, amount, currency, payment));
    }

    /** A refund that was made in the dashboard. */
    public Api.Answer dashboardRefund(String intent, String refund, long amount, String currency) {
        return deliver("refund.created", """
                {"id":"%s","object":"refund","payment_intent":"%s","amount":%d,"currency":"%s","status":"succeeded","metadata":{}}""".formatted(refund, intent, amount, currency));
    }

    /** How a refund that was asked for here stands. */
    public Api.Answer refund(UUID payment, UUID refund, String providerRefund, String status) {
        return deliver("charge.refund.updated", """
                {"id":"%s","object":"refund","amount":1,"currency":"eur","status":"%s","failure_reason":"lost_or_stolen_card",
                "metadata":{"paymentId":"%s","refundId":"%s"}}""".formatted(providerRefund, status, payment, refund));
    }

    /** How a dispute stands: needs_response, won or lost. */
    public Api.Answer dispute(String intent, String dispute, long amount, String currency, String status) {
        String type = status.equals("needs_response") ? "charge.dispute.created" : "charge.dispute.closed";
        return deliver(type, """
                {"id":"%s","object":"dispute","payment_intent":"%s","amount":%d,"currency":"%s","status":"%s",
                "reason":"fraudulent","metadata":{}}""".formatted(dispute, intent, amount, currency, status));
    }

    private Api.Answer deliver(String type, String object) {
        long now = Instant.now().getEpochSecond();
        String payload = """
                {"id":"evt_%s","object":"event","type":"%s","created":%d,"data":{"object":%s}}""".formatted(UUID.randomUUID(), type, now, object);
        try {
            String signature = Webhook.Util.computeHmacSha256(SECRET, now + "." + payload);
            return api.with("Stripe-Signature", "t=" + now + ",v1=" + signature).postRaw("/webhooks/stripe", payload);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
