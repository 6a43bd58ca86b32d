package io.medicaledu.sandbox;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses of the sandbox and of the platform it serves; the real port is known once the server listens. */
@Component
public class SandboxUrls {

    private final SandboxProperties properties;
    private final Environment environment;

    SandboxUrls(SandboxProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** True once the server listens. */
    public boolean isReady() {
        return port() != null;
    }

    /** The hosted page of a Checkout Session, as a browser reaches it. */
    public String checkoutPage(String sessionId) {
        return base() + "/sandbox/stripe/checkout/" + sessionId;
    }

    /** Where Stripe's events go. */
    public String stripeWebhook() {
        String configured = properties.stripe().webhookUrl();
        return configured == null ? base() + "/webhooks/stripe" : configured;
    }

    /**
     * An address of the stand-in for PayPal.
     *
     * @param path with a slash at the start
     */
    public String payPal(String path) {
        return base() + "/sandbox/paypal" + path;
    }

    /** Where PayPal's events go. */
    public String payPalWebhook() {
        String configured = properties.paypal().webhookUrl();
        return configured == null ? base() + "/webhooks/paypal" : configured;
    }

    private String base() {
        String configured = properties.publicBaseUrl();
        return configured == null ? "http://localhost:" + port() : configured;
    }

    private @Nullable String port() {
        return environment.getProperty("local.server.port");
    }
}
