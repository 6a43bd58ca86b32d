package io.medicaledu.sandbox.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            .build();
    private final Map<Provider, WebhookSigning> signings = new EnumMap<>(Provider.class);

    WebhookPost(List<WebhookSigning> signings) {
        signings.forEach(signing -> this.signings.put(signing.provider(), signing));
    }

    /** True if it was answered 2xx. */
    boolean send(WebhookEvent event) {
        WebhookSigning signing = signing(event);
        return send(event.body(), signing.target(), signing.headers(event.body()));
    }

    /** As {@link #send}, with a signature that the receiver must refuse. */
    boolean sendWronglySigned(WebhookEvent event) {
        WebhookSigning signing = signing(event);
        return send(event.body(), signing.target(), signing.wrongHeaders(event.body()));
    }

    private WebhookSigning signing(WebhookEvent event) {
        return Objects.requireNonNull(signings.get(event.provider()), "Nothing signs events of that provider");
    }

    private boolean send(String body, URI target, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8");
        headers.forEach(builder::header);
        HttpRequest request =
                builder.POST(HttpRequest.BodyPublishers.ofString(body)).build();
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
