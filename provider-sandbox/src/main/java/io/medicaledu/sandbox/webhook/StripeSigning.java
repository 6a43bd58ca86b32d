package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Signs Stripe's events. */
@Component
class StripeSigning implements WebhookSigning {

    private final SandboxUrls urls;
    private final WebhookSignature signature;
    private final WebhookSignature wrongSignature;
    private final Clock clock;

    StripeSigning(SandboxProperties properties, SandboxUrls urls, Clock clock) {
        this.urls = urls;
        this.signature = new WebhookSignature(properties.stripe().webhookSecret());
        this.wrongSignature = new WebhookSignature("whsec_wrong");
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.STRIPE;
    }

    @Override
    public URI target() {
        return URI.create(urls.stripeWebhook());
    }

    @Override
    public Map<String, String> headers(String body) {
        return headers(body, signature);
    }

    @Override
    public Map<String, String> wrongHeaders(String body) {
        return headers(body, wrongSignature);
    }

    private Map<String, String> headers(String body, WebhookSignature by) {
        return Map.of(
                "User-Agent",
                "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                "Stripe-Signature",
                by.header(body, clock.instant()));
    }
}
