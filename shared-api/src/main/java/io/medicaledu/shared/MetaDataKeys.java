package io.medicaledu.shared;

import java.util.List;

/** Keys of the metadata that every event carries: who, from where, and because of what. */
public final class MetaDataKeys {

    /** User id, or the name of the process that acted, e.g. {@code saga:BookingPaymentSaga}, {@code webhook:stripe}. */
    public static final String ACTOR = "actor";
    /** {@code Admin}, {@code Instructor}, {@code Student}, {@code Anonymous} or {@code System}. */
    public static final String ACTOR_ROLE = "actorRole";
    /** The signed-in user whose request began the story; missing if no user's request did. */
    public static final String INITIATOR = "initiator";
    /** The user's session. */
    public static final String SESSION_ID = "sessionId";
    /** The client's address (personal data). */
    public static final String IP_ADDRESS = "ipAddress";
    /** The client's program (personal data). */
    public static final String USER_AGENT = "userAgent";
    /** The HTTP request at the beginning of the story. */
    public static final String REQUEST_ID = "requestId";
    /** The same for everything that follows from one request. */
    public static final String CORRELATION_ID = "correlationId";
    /** The message that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    /** Of a command: the version of the aggregate that the caller has read. Not handed on to events. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /** What a command hands on to its events. */
    public static final List<String> CONTEXT =
            List.of(ACTOR, ACTOR_ROLE, SESSION_ID, IP_ADDRESS, USER_AGENT, REQUEST_ID);

    private MetaDataKeys() {}
}
