package io.medicaledu.identity.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of users. */
public sealed interface UserQuery {

    /** Answers {@link UserView}. */
    record FindUser(UUID userId) implements UserQuery {}

    /** Answers a page of {@link UserView}, newest first. */
    record FindUsers(@Nullable UserRole role, @Nullable Boolean active, PageRequest page) implements UserQuery {}

    /** The caller's valid sessions; answers a page of {@link SessionView}, newest first. */
    record FindSessions(Caller caller, PageRequest page) implements UserQuery {}
}
