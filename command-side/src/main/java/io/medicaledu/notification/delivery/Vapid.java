package io.medicaledu.notification.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells a push service who we are (VAPID, RFC 8292): a signed token for its origin, good for half a day. */
final class Vapid {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final NotificationProperties.Push keys;
    private final PrivateKey privateKey;
    private final Clock clock;

    /** @throws IllegalArgumentException if the private key is none */
    Vapid(NotificationProperties.Push keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        try {
            this.privateKey = P256.privateKey(Base64.getUrlDecoder().decode(keys.privateKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("medicaledu.notification.push.private-key is no key of P-256", e);
        }
    }

    /** The {@code Authorization} header for a push to the endpoint. */
    String authorization(URI endpoint) {
        String header = encode(Map.of("typ", "JWT", "alg", "ES256"));
        String claims = encode(Map.of(
                "aud", endpoint.getScheme() + "://" + endpoint.getAuthority(),
                "exp", clock.instant().plus(LIFETIME).getEpochSecond(),
                "sub", keys.subject()));
        String signed = header + '.' + claims;
        return "vapid t=" + signed + '.' + sign(signed) + ", k=" + keys.publicKey();
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has ECDSA", e);
        }
    }

    private static String encode(Map<String, ?> json) {
        return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
    }
}
