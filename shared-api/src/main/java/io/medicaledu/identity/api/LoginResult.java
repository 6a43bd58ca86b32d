package io.medicaledu.identity.api;

import java.time.Instant;

/** How an attempt to log in ended. */
public sealed interface LoginResult {

    /** @param expiresAt when the new session ends */
    record LoggedIn(UserRole role, Instant expiresAt) implements LoginResult {}

    /** Wrong password, or an account that may not log in; the caller is not told which. */
    record Refused() implements LoginResult {}

    record Locked(Instant until) implements LoginResult {}
}
