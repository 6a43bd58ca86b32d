package io.medicaledu.identity.api;

import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** Who sends a command: a signed-in user, or one of the platform's own processes. Read from the command's metadata. */
public record Actor(String id, String role) {

    /** The role of sagas, webhooks and workers. */
    public static final String SYSTEM = "System";

    /** The role of a caller that has not signed in. */
    public static final String ANONYMOUS = "Anonymous";

    public static Actor of(MetaData metaData) {
        return new Actor(
                String.valueOf(metaData.getOrDefault(MetaDataKeys.ACTOR, "unknown")),
                String.valueOf(metaData.getOrDefault(MetaDataKeys.ACTOR_ROLE, ANONYMOUS)));
    }

    /**
     * Who is answerable for an event: the user whose request began its story, else the process that acted, e.g. {@code
     * saga:BookingPaymentSaga}.
     */
    public static String answerableFor(MetaData metaData) {
        Object initiator = metaData.get(MetaDataKeys.INITIATOR);
        return initiator == null ? of(metaData).id() : initiator.toString();
    }

    public boolean isSystem() {
        return role.equals(SYSTEM);
    }

    public boolean isAdmin() {
        return role.equals(UserRole.Admin.name());
    }

    public boolean is(UUID userId) {
        return id.equals(userId.toString());
    }

    /**
     * For what everybody may know of, but only its owner may change.
     *
     * @throws Problem {@code forbidden} unless this is the owner, an admin or the platform itself
     */
    public void requireOwner(UUID ownerId) {
        if (!is(ownerId) && !isAdmin() && !isSystem()) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the owner may do this");
        }
    }
}
