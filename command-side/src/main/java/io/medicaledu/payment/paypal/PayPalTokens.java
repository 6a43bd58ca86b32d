package io.medicaledu.payment.paypal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access token (https://developer.paypal.com/api/rest/authentication/), kept until shortly before its end. */
final class PayPalTokens {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final PayPalHttp http;
    private final PayPalProperties properties;
    private final Clock clock;
    private @Nullable Token token;

    private record Token(String value, Instant useUntil) {}

    PayPalTokens(PayPalHttp http, PayPalProperties properties, Clock clock) {
        this.http = http;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * One that is good. Of several callers one fetches it, the others wait.
     *
     * @throws org.springframework.web.client.RestClientException if PayPal gives none
     */
    synchronized String get() {
        Instant now = clock.instant();
        Token known = token;
        if (known == null || !known.useUntil().isAfter(now)) {
            known = fetch(now);
            token = known;
        }
        return known.value();
    }

    /** PayPal has refused it. */
    synchronized void discard(String refused) {
        if (token != null && token.value().equals(refused)) {
            token = null;
        }
    }

    private Token fetch(Instant now) {
        byte[] answer = http.client()
                .post()
                .uri("/v1/oauth2/token")
                .headers(headers -> headers.setBasicAuth(
                        String.valueOf(properties.clientId()), String.valueOf(properties.clientSecret())))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("grant_type=client_credentials")
                .retrieve()
                .body(byte[].class);
        JsonNode json = JSON.readTree(answer == null ? new byte[0] : answer);
        Duration lifetime = Duration.ofSeconds(json.path("expires_in").asLong());
        Duration half = lifetime.dividedBy(2);
        return new Token(
                json.path("access_token").asString(),
                now.plus(lifetime).minus(MARGIN.compareTo(half) < 0 ? MARGIN : half));
    }
}
