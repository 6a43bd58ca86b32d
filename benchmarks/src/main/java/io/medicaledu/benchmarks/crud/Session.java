package io.medicaledu.benchmarks.crud;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody who has logged in. */
@Entity
@Table(name = "sessions")
class Session {

    @Id
    private String tokenHash;

    private UUID userId;
    private Instant expiresAt;

    protected Session() {}

    UUID getUserId() {
        return userId;
    }
}
