package io.medicaledu.audit.query;

import io.medicaledu.identity.api.UserEvent.EmailConfirmed;
import io.medicaledu.identity.api.UserEvent.PasswordChanged;
import io.medicaledu.identity.api.UserEvent.UserLoggedIn;
import io.medicaledu.identity.api.UserEvent.UserRegistered;
import io.medicaledu.shared.MetaDataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code audit_logs}: for each row of a read table that an event changes, one with the values before and after it.
 * What a row looked like before is kept beside it. The rows of a batch of events are written together.
 */
@Component
@ProcessingGroup("audit-logs")
class AuditLogProjection {

    private static final String BATCH = AuditLogProjection.class.getName();

    private final AuditTables tables;

    AuditLogProjection(AuditTables tables) {
        this.tables = tables;
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
        return new AuditEntry(
                UUID.fromString(message.getIdentifier()),
                user(message, actor),
                actor,
                message.getPayloadType().getSimpleName(),
                token.position().orElse(0),
                RowChanges.of(message),
                text(metaData, MetaDataKeys.IP_ADDRESS),
                text(metaData, MetaDataKeys.USER_AGENT),
                text(metaData, MetaDataKeys.CORRELATION_ID),
                message.getTimestamp());
    }

    /** Who is not signed in yet, and does what only the account's owner can, is that one. */
    private static @Nullable UUID user(DomainEventMessage<?> message, String actor) {
        if (isUser(actor)) {
            return UUID.fromString(actor);
        }
        String initiator = text(message.getMetaData(), MetaDataKeys.INITIATOR);
        if (initiator != null && isUser(initiator)) {
            return UUID.fromString(initiator);
        }
        return switch (message.getPayload()) {
            case UserRegistered event -> event.userId();
            case UserLoggedIn event -> event.userId();
            case EmailConfirmed event -> event.userId();
            case PasswordChanged event -> event.userId();
            default -> null;
        };
    }

    private static boolean isUser(String actor) {
        return actor.length() == 36 && actor.indexOf(':') < 0;
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }
}
