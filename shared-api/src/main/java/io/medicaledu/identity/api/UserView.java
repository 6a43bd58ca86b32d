package io.medicaledu.identity.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user, as the user and admins see it. */
public record UserView(
        UUID userId,
        String email,
        boolean emailConfirmed,
        String displayName,
        @Nullable String phone,
        UserRole role,
        String timeZone,
        List<String> notificationChannels,
        boolean isActive,
        @Nullable Instant lastLoginAt,
        int failedLoginAttempts,
        @Nullable Instant lockedUntil,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
