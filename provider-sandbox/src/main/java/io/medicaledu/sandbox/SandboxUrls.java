package io.medicaledu.sandbox;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses of the sandbox and of the platform it serves; known once the server listens. */
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
        return environment.getProperty("local.server.port") != null;
    }

    /** The hosted page of a Checkout Session. */
    public String checkoutPage(String sessionId) {
        return (properties.publicBaseUrl() == null ? local() : properties.publicBaseUrl()) + "/sandbox/stripe/checkout/"
                + sessionId;
    }

    /** Where Stripe's events go. */
    public String stripeWebhook() {
        String configured = properties.stripe().webhookUrl();
        return configured == null ? local() + "/webhooks/stripe" : configured;
    }

    private String local() {
        return "http://localhost:" + environment.getProperty("local.server.port");
    }
}
