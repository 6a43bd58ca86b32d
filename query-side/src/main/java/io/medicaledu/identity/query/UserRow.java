package io.medicaledu.identity.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code users}. */
@Entity
@Table(schema = "read_model", name = "users")
class UserRow {

    @Id
    UUID id;

    String email;
    boolean emailConfirmed;
    String displayName;

    @Nullable
    String phone;

    short role;
    String timeZone;
    boolean isActive;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    String notificationChannels;

    @Nullable
    String passwordResetToken;

    @Nullable
    String calendarTokenHash;

    @Nullable
    Instant lastLoginAt;

    int failedLoginAttempts;

    @Nullable
    Instant lockedUntil;

    Instant createdAt;
    Instant updatedAt;

    @Nullable
    Instant deletedAt;

    long version;

    protected UserRow() {}

    UserRow(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }
}
