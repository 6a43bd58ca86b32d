package io.medicaledu.sandbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stand-in for the payment providers; never on in production.
 *
 * @param enabled whether it is there at all
 * @param publicBaseUrl where browsers reach it, without a slash at the end; default: localhost and the server's port
 * @param stripe the account "at Stripe"
 * @param paypal the account "at PayPal"
 * @param webhookRetry what happens to events that the receiver does not take
 */
@ConfigurationProperties("medicaledu.sandbox")
public record SandboxProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String publicBaseUrl,
        @DefaultValue Stripe stripe,
        @DefaultValue PayPal paypal,
        @DefaultValue WebhookRetry webhookRetry) {

    /**
     * @param secretKey the API key that it accepts
     * @param webhookSecret with which it signs events
     * @param webhookUrl where it delivers events; default: {@code /webhooks/stripe} of the base URL
     * @param refundSettledAfter when refunds of the test cards for asynchronous refunds succeed or fail by themselves
     */
    public record Stripe(
            @DefaultValue("sk_test_medicaledu_demo") String secretKey,
            @DefaultValue("whsec_medicaledu_demo") String webhookSecret,
            @Nullable String webhookUrl,
            @DefaultValue("10s") Duration refundSettledAfter) {

        @Override
        public String toString() {
            return "Stripe[webhookUrl=" + webhookUrl + "]";
        }
    }

    /**
     * @param clientId of the app that may call the API
     * @param clientSecret of that app
     * @param webhookUrl where it delivers events; default: {@code /webhooks/paypal} of the base URL
     * @param webhookId the id of the webhook, which is part of what is signed
     * @param tokenLifetime how long an access token is good; PayPal's own lasts 9 hours
     * @param orderLifetime how long an order waits for its approval, and then for its capture; at PayPal 3 hours
     * @param reportingDelay after which transaction search knows of something; at PayPal up to 3 hours
     */
    public record PayPal(
            @DefaultValue("medicaledu-demo-client") String clientId,
            @DefaultValue("medicaledu-demo-secret") String clientSecret,
            @Nullable String webhookUrl,
            @DefaultValue("WH-MEDICALEDU-DEMO") String webhookId,
            @DefaultValue("9h") Duration tokenLifetime,
            @DefaultValue("3h") Duration orderLifetime,
            @DefaultValue("0s") Duration reportingDelay) {

        @Override
        public String toString() {
            return "PayPal[clientId=" + clientId + ", webhookUrl=" + webhookUrl + ", webhookId=" + webhookId + "]";
        }
    }

    /**
     * @param delays pauses after the first, second, … failed attempt; the last one is repeated
     * @param giveUpAfter how long an event is tried; Stripe's own live mode tries for three days
     */
    public record WebhookRetry(
            @DefaultValue({"1s", "2s", "5s", "10s", "30s", "2m", "10m", "1h"})
            List<Duration> delays,

            @DefaultValue("3d") Duration giveUpAfter) {

        /** @throws IllegalArgumentException without any delay */
        public WebhookRetry {
            if (delays.isEmpty()) {
                throw new IllegalArgumentException("medicaledu.sandbox.webhook-retry.delays must not be empty");
            }
            delays = List.copyOf(delays);
        }

        /** @param attempts how often it has been tried, at least once */
        public Duration delayAfter(int attempts) {
            return delays.get(Math.min(attempts, delays.size()) - 1);
        }
    }
}
