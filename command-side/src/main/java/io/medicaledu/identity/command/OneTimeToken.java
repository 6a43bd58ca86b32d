package io.medicaledu.identity.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a token that was sent by e-mail. */
record OneTimeToken(String hash, Instant expiresAt) {

    /** @throws Problem {@code token-invalid} unless the hash is that of the token and it is still good */
    static void require(@Nullable OneTimeToken token, String hash, Instant now) {
        if (token == null || !token.hash().equals(hash) || !now.isBefore(token.expiresAt())) {
            throw AccountTokens.invalid();
        }
    }
}
