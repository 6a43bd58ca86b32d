package io.medicaledu.notification.api;

import io.medicaledu.identity.api.UserRole;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an announcement. */
public sealed interface AnnouncementEvent {

    /** The announcement. */
    UUID announcementId();

    /**
     * An admin has something to say to everybody, or to everybody of a role.
     *
     * @param title as it is shown
     * @param message as it is shown
     * @param role to whom; null means to everybody
     * @param scheduledFor when it is told; null means at once
     */
    @Revision("1")
    record AnnouncementMade(
            UUID announcementId,
            String title,
            String message,
            @Nullable UserRole role,
            @Nullable Instant scheduledFor) implements AnnouncementEvent {}
}
