package io.medicaledu.notification.api;

import io.medicaledu.identity.api.UserRole;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an announcement. */
public sealed interface AnnouncementCommand {

    UUID announcementId();

    /**
     * @param role missing: everybody
     * @param scheduledFor missing: at once
     */
    record MakeAnnouncement(
            @TargetAggregateIdentifier UUID announcementId,
            String title,
            String message,
            @Nullable UserRole role,
            @Nullable Instant scheduledFor)
            implements AnnouncementCommand {}
}
