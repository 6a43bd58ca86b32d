package io.medicaledu.payment.stripe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account at Stripe.
 *
 * @param secretKey the API key; without it Stripe is not offered
 * @param webhookSecrets signing secrets of the webhook endpoint; two while one is being rotated
 * @param apiBase another address than Stripe's own; the demo sets the sandbox
 * @param connectTimeout for each call
 * @param readTimeout for each call
 * @param webhookTolerance how far a webhook's timestamp may be from now, in either direction
 */
@ConfigurationProperties("medicaledu.stripe")
public record StripeProperties(
        @Nullable String secretKey,
        @DefaultValue List<String> webhookSecrets,
        @Nullable String apiBase,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("5m") Duration webhookTolerance) {

    @Override
    public String toString() {
        return "StripeProperties[apiBase=" + apiBase + "]";
    }
}
