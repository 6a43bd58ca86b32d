package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessCommand.TellRefusals;
import io.medicaledu.access.api.AccessKind;
import io.medicaledu.kernel.Transactions;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells how many attempts were refused beyond those that were told one by one, once their span of time is over. */
@Component
class RefusalsWorker implements WorkQueue {

    private static final String PROCESS = "access-refusals";
    private static final int AT_ONCE = 10_000;
    /** Of a kind: a flood from ever more networks is told as a sum. */
    private static final int MOST_NETWORKS = 20;

    private final RefusalCounts counts;
    private final UncountedRefusals uncounted;
    private final Transactions transactions;
    private final Commands commands;
    private final Worker worker = new Worker(PROCESS, this::step);

    RefusalsWorker(RefusalCounts counts, UncountedRefusals uncounted, Transactions transactions, Commands commands) {
        this.uncounted = uncounted;
        this.counts = counts;
        this.transactions = transactions;
        this.commands = commands;
    }

    private boolean step() {
        for (UncountedRefusals.Uncounted each : uncounted.take()) {
            counts.addSurplus(each.kind(), each.network(), each.number());
        }
        return transactions.inOne(transaction -> {
            List<RefusalCounts.Span> over = counts.takeOver(AT_ONCE);
            summed(over.stream().filter(span -> span.surplus() > 0).toList()).forEach(this::tell);
            return over.size() == AT_ONCE;
        });
    }

    /** The largest ones as they are, the others of a kind and time together. */
    static List<RefusalCounts.Span> summed(List<RefusalCounts.Span> spans) {
        List<RefusalCounts.Span> told = new ArrayList<>();
        Map<RefusalCounts.Span, Integer> sums = new LinkedHashMap<>();
        Map<AccessKind, Integer> networks = new EnumMap<>(AccessKind.class);
        spans.stream()
                .sorted(Comparator.comparingInt(RefusalCounts.Span::surplus).reversed())
                .forEach(span -> {
                    boolean isOfNetwork = span.bound() == RefusalCounts.Bound.Address;
                    if (isOfNetwork && networks.merge(span.kind(), 1, Integer::sum) > MOST_NETWORKS) {
                        sums.merge(span.ofAnybody(0), span.surplus(), Integer::sum);
                    } else {
                        told.add(span);
                    }
                });
        sums.forEach((span, surplus) -> told.add(span.ofAnybody(surplus)));
        return told;
    }

    private void tell(RefusalCounts.Span span) {
        boolean isOfAddress =
                span.bound() == RefusalCounts.Bound.Address && !span.subject().isEmpty();
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
