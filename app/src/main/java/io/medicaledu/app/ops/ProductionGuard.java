package io.medicaledu.app.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Keeps the {@code production} profile from starting with anything that belongs to the demo. */
public final class ProductionGuard implements EnvironmentPostProcessor, Ordered {

    private static final String DEMO = "medicaledu_demo";
    private static final String PAYPAL_DEMO = "medicaledu-demo";
    private static final String DEMO_SEAL_KEY = "JKjM//mwTDOaUMxtm50NepZeyVvgYekaCrm8xmoQnJg=";
    private static final String DEMO_ADDRESS_KEY = "3V0v0z8B2Ew1yHq0hJ5b9m6m1nY0QkqkXn7pS2r4t5c=";
    private static final List<String> PAYPAL = List.of(
            "medicaledu.paypal.client-id",
            "medicaledu.paypal.client-secret",
            "medicaledu.paypal.webhook-ids",
            "medicaledu.paypal.webhook-ids[0]",
            "medicaledu.paypal.webhook-ids[1]");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        List<String> faults = new ArrayList<>();
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            faults.add("the demo profile is active");
        }
        if (environment.getProperty("spring.datasource.url", "").isBlank()) {
            faults.add("spring.datasource.url is not set, and the embedded database is for the demo only");
        }
        if (environment.getProperty("medicaledu.sandbox.enabled", Boolean.class, false)) {
            faults.add("medicaledu.sandbox.enabled is true");
        }
        if (environment.getProperty("medicaledu.demo.enabled", Boolean.class, false)) {
            faults.add("medicaledu.demo.enabled is true");
        }
        if (environment.getProperty("medicaledu.clock.adjustable", Boolean.class, false)) {
            faults.add("medicaledu.clock.adjustable is true");
        }
        if (environment.getProperty("medicaledu.outbound.allow-private", Boolean.class, false)) {
            faults.add("medicaledu.outbound.allow-private is true");
        }
        if (environment.getProperty("medicaledu.stripe.secret-key", "").contains(DEMO)) {
            faults.add("medicaledu.stripe.secret-key is the demo's");
        }
        if (environment.getProperty("medicaledu.stripe.webhook-secrets[0]", "").contains(DEMO)
                || environment
                        .getProperty("medicaledu.stripe.webhook-secrets", "")
                        .contains(DEMO)) {
            faults.add("medicaledu.stripe.webhook-secrets holds the demo's");
        }
        if (environment.getProperty("medicaledu.audit.seal-key", "").strip().equals(DEMO_SEAL_KEY)) {
            faults.add("medicaledu.audit.seal-key is the demo's");
        }
        if (environment.getProperty("medicaledu.access.address-key", "").strip().equals(DEMO_ADDRESS_KEY)) {
            faults.add("medicaledu.access.address-key is the demo's");
        }
        PAYPAL.forEach(option -> {
            if (environment.getProperty(option, "").toLowerCase(Locale.ROOT).contains(PAYPAL_DEMO)) {
                faults.add(option + " is the demo's");
            }
        });
        if (!faults.isEmpty()) {
            throw new DemoInProductionException(faults);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
