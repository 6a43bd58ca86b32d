package io.medicaledu.identity.api;

import java.util.UUID;

/** The signed-in user on whose behalf a request runs. */
public record Caller(UUID userId, UserRole role, UUID sessionId) {

    public boolean isAdmin() {
        return role == UserRole.Admin;
    }

    /** True for the given user, and for every admin. */
    public boolean mayActFor(UUID ownerId) {
        return isAdmin() || userId.equals(ownerId);
    }
}
