package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Signs an event and posts it, over connections that are kept open. */
@Component
class WebhookPost implements DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final SandboxUrls urls;
    private final WebhookSignature signature;
    private final WebhookSignature wrongSignature;
    private final Clock clock;

    WebhookPost(SandboxProperties properties, SandboxUrls urls, Clock clock) {
        this.urls = urls;
        this.signature = new WebhookSignature(properties.stripe().webhookSecret());
        this.wrongSignature = new WebhookSignature("whsec_wrong");
        this.clock = clock;
    }

    /** True if it was answered 2xx. */
    boolean send(String body) {
        return send(body, signature);
    }

    /** As {@link #send}, with a signature by another secret. */
    boolean sendWronglySigned(String body) {
        return send(body, wrongSignature);
    }

    private boolean send(String body, WebhookSignature by) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(urls.stripeWebhook()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", by.header(body, clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
