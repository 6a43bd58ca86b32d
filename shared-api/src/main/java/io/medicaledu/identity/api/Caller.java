package io.medicaledu.identity.api;

import java.util.UUID;

/** The signed-in user on whose behalf a request runs. */
public record Caller(UUID userId, UserRole role, UUID sessionId) {

    public boolean isAdmin() {
        return role == UserRole.Admin;
    }

    /** True for those who read what is not their own: admins, who can change it as well, and auditors, who cannot. */
    public boolean seesEverything() {
        return isAdmin() || role == UserRole.Auditor;
    }

    /** True for the given user, and for those who see everything. */
    public boolean maySee(UUID ownerId) {
        return seesEverything() || userId.equals(ownerId);
    }
}
