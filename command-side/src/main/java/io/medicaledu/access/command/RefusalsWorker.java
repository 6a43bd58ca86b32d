package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessCommand.TellRefusals;
import io.medicaledu.kernel.Transactions;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells how many attempts were refused beyond those that were told one by one, once their span of time is over. */
@Component
class RefusalsWorker implements WorkQueue {

    private static final String PROCESS = "access-refusals";
    private static final int AT_ONCE = 100;

    private final RefusalCounts counts;
    private final Transactions transactions;
    private final Commands commands;
    private final Worker worker = new Worker(PROCESS, this::step);

    RefusalsWorker(RefusalCounts counts, Transactions transactions, Commands commands) {
        this.counts = counts;
        this.transactions = transactions;
        this.commands = commands;
    }

    private boolean step() {
        return transactions.inOne(transaction -> {
            List<RefusalCounts.Span> over = counts.takeOver(AT_ONCE);
            over.stream().filter(span -> span.surplus() > 0).forEach(this::tell);
            return over.size() == AT_ONCE;
        });
    }

    private void tell(RefusalCounts.Span span) {
        boolean isOfAddress = span.bound() == RefusalCounts.Bound.Address;
        boolean isOfAccount = span.bound() == RefusalCounts.Bound.Account;
        RequestContext.bind(RequestContext.ofProcess(PROCESS, null).from(isOfAddress ? span.subject() : null, null));
        try {
            commands.send(new TellRefusals(
                    Ids.next(),
                    span.kind(),
                    isOfAccount ? UUID.fromString(span.subject()) : null,
                    span.since(),
                    span.until(),
                    span.surplus()));
        } finally {
            RequestContext.bind(null);
        }
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.refused_accesses WHERE until <= :now";
    }
}
