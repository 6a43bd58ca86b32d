package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.SandboxProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Access tokens (https://developer.paypal.com/api/rest/authentication/); they outlive a restart. */
@Component
public class Tokens {

    private final SandboxDatabase database;
    private final Duration lifetime;
    private final Clock clock;

    Tokens(SandboxDatabase database, SandboxProperties properties, Clock clock) {
        this.database = database;
        this.lifetime = properties.paypal().tokenLifetime();
        this.clock = clock;
    }

    /** A new token in the shape of PayPal's answer. */
    public Map<String, Object> issue() {
        String token = PayPalIds.nextToken();
        database.sql("INSERT INTO provider_sandbox.paypal_tokens (digest, expires_at) VALUES (?, ?)")
                .params(digest(token), clock.instant().plus(lifetime).atOffset(ZoneOffset.UTC))
                .update();
        Map<String, Object> json = Json.object(
                "scope",
                "https://uri.paypal.com/services/payments/payment/authcapture"
                        + " https://uri.paypal.com/services/payments/refund"
                        + " https://uri.paypal.com/services/reporting/search/read"
                        + " https://uri.paypal.com/services/disputes/read-seller"
                        + " https://uri.paypal.com/services/applications/webhooks");
        json.put("access_token", token);
        json.put("token_type", "Bearer");
        json.put("app_id", "APP-MEDICALEDU");
        json.put("expires_in", lifetime.toSeconds());
        json.put("nonce", Json.time(clock.instant().getEpochSecond()) + PayPalIds.next());
        return json;
    }

    /** True if it was issued here and is not over. */
    public boolean isGood(String token) {
        return database.sql(
                        "SELECT EXISTS (SELECT FROM provider_sandbox.paypal_tokens WHERE digest = ? AND expires_at > ?)")
                .params(digest(token), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Ends all tokens at once; for tests. */
    public int expireAll() {
        return database.sql("DELETE FROM provider_sandbox.paypal_tokens").update();
    }

    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void forget() {
        database.sql("DELETE FROM provider_sandbox.paypal_tokens WHERE expires_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
