package io.medicaledu.identity.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code user_sessions}; the token is kept as a hash. */
@Entity
@Table(schema = "read_model", name = "user_sessions")
class UserSessionRow {

    @Id
    UUID id;

    UUID userId;
    String sessionToken;

    @Nullable
    String ipAddress;

    @Nullable
    String userAgent;

    boolean isActive;
    Instant expiresAt;
    Instant lastActivityAt;
    Instant createdAt;

    protected UserSessionRow() {}

    UserSessionRow(UUID id, UUID userId, String sessionToken) {
        this.id = id;
        this.userId = userId;
        this.sessionToken = sessionToken;
    }
}
