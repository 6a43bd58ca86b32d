package io.medicaledu.shared.command;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.MetaDataKeys;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command comes from: the HTTP request that the current thread serves, or a process of the platform.
 *
 * @param actor the name of the process, if it is not a request
 * @param idempotencyKey the request's {@code Idempotency-Key}, bound to a hash of the request
 * @param cause what the process reacts to; null if it begins a story
 */
public record RequestContext(
        @Nullable Caller caller,
        @Nullable String actor,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable IdempotencyKey idempotencyKey,
        @Nullable Cause cause) {

    private static final ThreadLocal<@Nullable RequestContext> CURRENT = new ThreadLocal<>();

    /** @param requestHash of method, path and body: the same key must not be used for anything else */
    public record IdempotencyKey(String value, String requestHash) {}

    /**
     * What ties a story together where it leaves this process and comes back.
     *
     * @param correlationId of the story
     * @param causationId the message that caused the next one; null if it came from outside
     * @param requestId the HTTP request at its beginning; null if none is known
     * @param initiator the user who made it; null if none is known
     */
    public record Cause(
            String correlationId,
            @Nullable String causationId,
            @Nullable String requestId,
            @Nullable String initiator) {

        /** Of a story whose beginning is not known any more. */
        public Cause(String correlationId, @Nullable String causationId) {
            this(correlationId, causationId, null, null);
        }
    }

    /** A process of the platform, e.g. {@code webhook:stripe}. */
    public static RequestContext ofProcess(String actor, @Nullable Cause cause) {
        return new RequestContext(null, actor, null, null, null, null, cause);
    }

    /** The same, as somebody's message brought it about. */
    public RequestContext from(@Nullable String address, @Nullable String program) {
        return new RequestContext(caller, actor, address, program, requestId, idempotencyKey, cause);
    }

    public static @Nullable RequestContext current() {
        return CURRENT.get();
    }

    /** Binds the context to the current thread; null unbinds. */
    public static void bind(@Nullable RequestContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    /** The same request after its caller is known. */
    public RequestContext withCaller(Caller signedIn) {
        return new RequestContext(signedIn, actor, ipAddress, userAgent, requestId, idempotencyKey, cause);
    }

    /** The same request with its idempotency key. */
    public RequestContext withIdempotencyKey(IdempotencyKey key) {
        return new RequestContext(caller, actor, ipAddress, userAgent, requestId, key, cause);
    }

    /** The same request for what is no answer to it. */
    public RequestContext withoutIdempotencyKey() {
        return new RequestContext(caller, actor, ipAddress, userAgent, requestId, null, cause);
    }

    /** The metadata of a command that is sent in this context. */
    Map<String, String> toMetaData() {
        Map<String, String> metaData = new HashMap<>();
        if (caller != null) {
            metaData.put(MetaDataKeys.ACTOR, caller.userId().toString());
            metaData.put(MetaDataKeys.ACTOR_ROLE, caller.role().name());
            metaData.put(MetaDataKeys.SESSION_ID, caller.sessionId().toString());
        } else if (actor != null) {
            metaData.put(MetaDataKeys.ACTOR, actor);
            metaData.put(MetaDataKeys.ACTOR_ROLE, Actor.SYSTEM);
        } else {
            metaData.put(MetaDataKeys.ACTOR, "anonymous");
            metaData.put(MetaDataKeys.ACTOR_ROLE, Actor.ANONYMOUS);
        }
        putIfPresent(metaData, MetaDataKeys.IP_ADDRESS, ipAddress);
        putIfPresent(metaData, MetaDataKeys.USER_AGENT, userAgent);
        putIfPresent(metaData, MetaDataKeys.REQUEST_ID, requestId);
        if (cause != null) {
            metaData.put(MetaDataKeys.CORRELATION_ID, cause.correlationId());
            putIfPresent(metaData, MetaDataKeys.CAUSATION_ID, cause.causationId());
            putIfPresent(metaData, MetaDataKeys.REQUEST_ID, cause.requestId());
            putIfPresent(metaData, MetaDataKeys.INITIATOR, cause.initiator());
        }
        return metaData;
    }

    private static void putIfPresent(Map<String, String> metaData, String key, @Nullable String value) {
        if (value != null) {
            metaData.put(key, value);
        }
    }
}
