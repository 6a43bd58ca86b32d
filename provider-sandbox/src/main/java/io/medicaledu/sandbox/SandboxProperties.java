package io.medicaledu.sandbox;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stand-in for the payment providers; never on in production.
 *
 * @param enabled whether it is there at all
 * @param publicBaseUrl where browsers reach it; default: localhost and the server's port
 */
@ConfigurationProperties("medicaledu.sandbox")
public record SandboxProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String publicBaseUrl,
        @DefaultValue Stripe stripe) {

    /**
     * @param secretKey the API key that it accepts
     * @param webhookSecret with which it signs events
     * @param webhookUrl where it delivers events; default: {@code /webhooks/stripe} of this server
     */
    public record Stripe(
            @DefaultValue("sk_test_medicaledu_demo") String secretKey,
            @DefaultValue("whsec_medicaledu_demo") String webhookSecret,
            @Nullable String webhookUrl) {}
}
