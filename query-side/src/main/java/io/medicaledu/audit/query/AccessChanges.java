package io.medicaledu.audit.query;

import io.medicaledu.access.api.AccessEvent;
import io.medicaledu.access.api.AccessEvent.AccessRefusalsCounted;
import io.medicaledu.access.api.AccessEvent.AccessRefused;
import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.shared.Ids;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/** Who was not let in. There is no table of it: each attempt is a row of the log, as the kind of action that was wanted. */
final class AccessChanges {

    private AccessChanges() {}

    static List<RowChange> of(AccessEvent event) {
        return switch (event) {
            case AccessRefused e ->
                List.of(attempt(e.attemptId(), e.kind())
                        .set("reason", e.reason())
                        .set("userId", e.userId())
                        .set("addressHash", e.addressHash()));
            case AccessRefusalsCounted e ->
                List.of(attempt(e.attemptId(), e.kind())
                        .set("userId", e.userId())
                        .set("since", e.since())
                        .set("until", e.until())
                        .set("number", e.number()));
        };
    }

    /** A refused log-in that is an event of the user. */
    static RowChange ofAccount(DomainEventMessage<?> message, UUID userId, RefusalReason reason) {
        return attempt(Ids.derive("access-attempt", message.getIdentifier()), AccessKind.LogIn)
                .set("reason", reason)
                .set("userId", userId);
    }

    private static RowChange attempt(UUID id, AccessKind kind) {
        RowChange attempt = new RowChange("AccessAttempt", id).set("kind", kind);
        return switch (kind) {
            case LogIn -> attempt.as(AuditActionType.Login);
            case EmailConfirmation -> attempt.as(AuditActionType.EmailConfirmation);
            case PasswordResetRequest, PasswordReset -> attempt.as(AuditActionType.PasswordReset);
            case StripeWebhook, PayPalWebhook -> attempt;
        };
    }
}
