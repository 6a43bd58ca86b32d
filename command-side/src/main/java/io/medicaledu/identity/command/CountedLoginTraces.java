package io.medicaledu.identity.command;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.command.RefusalCounts;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Counts in the transaction of the log-in. */
@Component
class CountedLoginTraces implements LoginTraces {

    private final RefusalCounts counts;

    CountedLoginTraces(RefusalCounts counts) {
        this.counts = counts;
    }

    @Override
    public boolean mayTell(UUID userId) {
        return counts.mayTellOfAccount(AccessKind.LogIn, userId);
    }
}
