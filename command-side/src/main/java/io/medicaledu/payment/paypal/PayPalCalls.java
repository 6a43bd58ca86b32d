package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of PayPal, with its errors told apart: refused for good, refused for now, outcome unknown. */
final class PayPalCalls {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REQUEST_ID = "PayPal-Request-Id";
    private static final int SERVER_ERROR = 500;

    private static final RetryTemplate THREE_TIMES = new RetryTemplate(RetryPolicy.builder()
            .includes(ProviderUnavailableException.class)
            .maxRetries(2)
            .delay(Duration.ofMillis(500))
            .multiplier(2)
            .build());

    private final PayPalHttp http;
    private final PayPalTokens tokens;
    private final boolean patient;

    PayPalCalls(PayPalHttp http, PayPalTokens tokens) {
        this(http, tokens, false);
    }

    private PayPalCalls(PayPalHttp http, PayPalTokens tokens, boolean patient) {
        this.http = http;
        this.tokens = tokens;
        this.patient = patient;
    }

    /** The same, but each read is tried three times: for work of many reads that nothing else repeats. */
    PayPalCalls patient() {
        return new PayPalCalls(http, tokens, true);
    }

    /**
     * Reads an object.
     *
     * @param path may have placeholders for the ids
     * @throws ProviderRefusedException if there is no such object
     * @throws ProviderUnavailableException if it may work later
     */
    JsonNode get(String path, String... ids) {
        return patient
                ? THREE_TIMES.invoke(() -> make(HttpMethod.GET, null, null, path, ids))
                : make(HttpMethod.GET, null, null, path, ids);
    }

    /**
     * Does something; with the same request id it is the same call for PayPal, as long as it remembers the id.
     *
     * @throws ProviderRefusedException if PayPal will never do it; its cause is a {@link PayPalRefusal}
     * @throws ProviderUnavailableException if it may work later, or has worked already
     */
    JsonNode post(String requestId, Map<String, ?> body, String path, String... ids) {
        return make(HttpMethod.POST, requestId, JSON.writeValueAsBytes(body), path, ids);
    }

    private JsonNode make(
            HttpMethod method, @Nullable String requestId, byte @Nullable [] body, String path, String... ids) {
        try {
            String token = tokens.get();
            try {
                return send(token, method, requestId, body, path, ids);
            } catch (HttpClientErrorException.Unauthorized e) {
                // A token may end before its time, e.g. when the secret is replaced.
                tokens.discard(token);
                return send(tokens.get(), method, requestId, body, path, ids);
            }
        } catch (RestClientResponseException e) {
            throw refused(e);
        } catch (RestClientException | JacksonException e) {
            throw unavailable(e.getClass().getSimpleName() + ": " + e.getMessage(), true, e);
        }
    }

    private JsonNode send(
            String token,
            HttpMethod method,
            @Nullable String requestId,
            byte @Nullable [] body,
            String path,
            String... ids) {
        RestClient.RequestBodySpec request = http.client()
                .method(method)
                .uri(path, (Object[]) ids)
                .headers(headers -> headers.setBearerAuth(token))
                .accept(MediaType.APPLICATION_JSON);
        if (requestId != null) {
            request.header(REQUEST_ID, requestId).header("Prefer", "return=representation");
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        byte[] answer = request.retrieve().body(byte[].class);
        return JSON.readTree(answer == null ? new byte[0] : answer);
    }

    private static RuntimeException refused(RestClientResponseException e) {
        HttpStatusCode status = e.getStatusCode();
        PayPalRefusal refusal = PayPalRefusal.of(status.value(), e.getResponseBodyAsByteArray());
        return switch (status.value()) {
            // Credentials and permissions are the operator's to mend; a call must not be given up for them.
            case 401, 403, 429, 503 -> unavailable(refusal.getMessage(), false, refusal);
            // The call that is going on under the same id may have its effect yet.
            case 408, 409 -> unavailable(refusal.getMessage(), true, refusal);
            default ->
                status.value() >= SERVER_ERROR
                        ? unavailable(refusal.getMessage(), true, refusal)
                        : new ProviderRefusedException("PayPal: " + refusal.getMessage(), refusal);
        };
    }

    private static ProviderUnavailableException unavailable(
            @Nullable String message, boolean outcomeUnknown, Exception cause) {
        return new ProviderUnavailableException("PayPal: " + message, outcomeUnknown, cause);
    }
}
