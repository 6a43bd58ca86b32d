package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessCommand.TellRefusal;
import io.medicaledu.shared.MetaDataKeys;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Tells of a refusal, or counts it, in one transaction. */
@Component
class RefusalTrace {

    private final RefusalCounts counts;
    private final Repository<AccessAttempt> attempts;

    RefusalTrace(RefusalCounts counts, Repository<AccessAttempt> accessAttemptRepository) {
        this.counts = counts;
        this.attempts = accessAttemptRepository;
    }

    @CommandHandler
    void handle(TellRefusal command, MetaData metaData) throws Exception {
        String address = ClientAddress.network(metaData.get(MetaDataKeys.IP_ADDRESS));
        if (counts.mayTellFrom(address, command.kind())) {
            attempts.newInstance(() -> new AccessAttempt(command));
        }
    }
}
