package io.medicaledu.audit.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are sealed.
 *
 * @param sealKey 32 random bytes in base64, the seed of the Ed25519 key that signs; without one nothing is sealed
 * @param formerPublicKeys of keys that were used before, in base64, as {@code GET /api/audit/seals} shows them
 */
@ConfigurationProperties("medicaledu.audit")
record SealProperties(
        @Nullable String sealKey, @DefaultValue List<String> formerPublicKeys) {

    @Override
    public String toString() {
        return "SealProperties[formerPublicKeys=" + formerPublicKeys + "]";
    }
}
