package io.medicaledu.audit.query;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of {@code audit_logs} before it is known what the event changed.
 *
 * @param action code of an {@link AuditActionType}
 * @param userId null unless the actor is a user
 * @param position of the event in the event store
 * @param values what the event says about the entity
 */
record AuditEntry(
        UUID id,
        String entityName,
        UUID entityId,
        int action,
        @Nullable UUID userId,
        String actor,
        String eventType,
        long position,
        ObjectNode values,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant at) {}
