package io.medicaledu.kernel;

import io.medicaledu.identity.api.Caller;
import java.util.Collection;
import java.util.Set;

/** Tells whose session is still valid, for what lasts longer than a request. */
@FunctionalInterface
public interface LiveSessions {

    /** Those of the callers whose session has not ended, and whose role is what it was. */
    Set<Caller> liveAmong(Collection<Caller> callers);
}
