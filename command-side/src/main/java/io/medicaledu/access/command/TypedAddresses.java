package io.medicaledu.access.command;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was typed as an e-mail address, so that two attempts with the same can be told and nobody can read it: it may be
 * somebody's address, or a password in the wrong field.
 */
@Component
class TypedAddresses {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final @Nullable SecretKeySpec key;

    TypedAddresses(AccessProperties properties) {
        String configured = properties.addressKey();
        this.key = configured == null || configured.isBlank() ? null : keyOf(configured.strip());
    }

    private static SecretKeySpec keyOf(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (bytes.length != KEY_BYTES) {
            throw invalid();
        }
        return new SecretKeySpec(bytes, HMAC);
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "medicaledu.access.address-key must be 32 random bytes in base64, e.g. of 'openssl rand -base64 32'");
    }

    /** Null without a key, as a hash without one can be guessed. */
    @Nullable
    String hash(String typed) {
        if (key == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(typed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
