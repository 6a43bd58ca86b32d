package io.medicaledu.identity.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param current whether it is the session that asks */
public record SessionView(
        UUID sessionId,
        Instant createdAt,
        Instant expiresAt,
        Instant lastActivityAt,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        boolean current) {}
