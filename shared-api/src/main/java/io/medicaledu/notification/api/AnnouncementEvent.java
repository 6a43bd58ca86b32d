package io.medicaledu.notification.api;

import io.medicaledu.identity.api.UserRole;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an announcement. */
public sealed interface AnnouncementEvent {

    UUID announcementId();

    @Revision("1")
    record AnnouncementMade(
            UUID announcementId,
            String title,
            String message,
            @Nullable UserRole role,
            @Nullable Instant scheduledFor) implements AnnouncementEvent {}
}
