package io.medicaledu.audit.query;

import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.query.RebuiltTables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code audit_logs}: one row for each event, with the values before and after it. What an entity looked like
 * before is kept beside it, as the sum of its events so far. The rows of a batch of events are written together.
 */
@Component
@ProcessingGroup("audit-logs")
class AuditLogProjection {

    private static final String BATCH = AuditLogProjection.class.getName();

    private final AuditTables tables;
    private final RebuiltTables rebuilt;

    AuditLogProjection(AuditTables tables, RebuiltTables rebuilt) {
        this.tables = tables;
        this.rebuilt = rebuilt;
    }

    @EventHandler
    void on(DomainEventMessage<?> message, TrackingToken token, UnitOfWork<?> unitOfWork) {
        UnitOfWork<?> root = unitOfWork.root();
        root.getOrComputeResource(BATCH, key -> batch(root)).add(entry(message, token));
    }

    private List<AuditEntry> batch(UnitOfWork<?> unitOfWork) {
        List<AuditEntry> entries = new ArrayList<>();
        unitOfWork.onCommit(committing -> tables.write(entries));
        return entries;
    }

    private static AuditEntry entry(DomainEventMessage<?> message, TrackingToken token) {
        MetaData metaData = message.getMetaData();
        String actor = String.valueOf(metaData.getOrDefault(MetaDataKeys.ACTOR, "unknown"));
        String type = message.getPayloadType().getSimpleName();
        return new AuditEntry(
                UUID.fromString(message.getIdentifier()),
                message.getType(),
                UUID.fromString(message.getAggregateIdentifier()),
                AuditActionType.of(message.getType(), type, message.getSequenceNumber())
                        .ordinal(),
                isUser(actor) ? UUID.fromString(actor) : null,
                actor,
                type,
                token.position().orElse(0),
                AuditedValues.of(message.getPayload()),
                text(metaData, MetaDataKeys.IP_ADDRESS),
                text(metaData, MetaDataKeys.USER_AGENT),
                message.getTimestamp());
    }

    private static boolean isUser(String actor) {
        return actor.length() == 36 && actor.indexOf(':') < 0;
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    @ResetHandler
    void reset() {
        rebuilt.empty("audit-logs", "audit_logs", "audit_states");
    }
}
