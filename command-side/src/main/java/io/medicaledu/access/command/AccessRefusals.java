package io.medicaledu.access.command;

import io.medicaledu.access.api.AccessCommand.TellRefusal;
import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where whoever refuses somebody says so. */
@Component
public class AccessRefusals {

    private final Commands commands;
    private final TypedAddresses addresses;
    private final UncountedRefusals uncounted;

    AccessRefusals(Commands commands, TypedAddresses addresses, UncountedRefusals uncounted) {
        this.uncounted = uncounted;
        this.commands = commands;
        this.addresses = addresses;
    }

    /**
     * An address that is no account's was typed.
     *
     * @param typed is not kept as it is
     * @throws Problem {@code overloaded} if it cannot be written now
     */
    public void unknownAccount(AccessKind kind, String typed) {
        tell(new TellRefusal(Ids.next(), kind, RefusalReason.UnknownAccount, null, addresses.hash(typed)));
    }

    /**
     * Somebody was refused for another reason.
     *
     * @param userId whose account it is about; null if it is not known
     * @throws Problem {@code overloaded} if it cannot be written now
     */
    public void refused(AccessKind kind, RefusalReason reason, @Nullable UUID userId) {
        tell(new TellRefusal(Ids.next(), kind, reason, userId, null));
    }

    /** As {@link #refused}, without a look at the database: it is counted there soon. What is told of it is its number. */
    public void countLater(AccessKind kind) {
        RequestContext request = RequestContext.current();
        uncounted.add(kind, ClientAddress.network(request == null ? null : request.ipAddress()));
    }

    /** Outside of the request's {@code Idempotency-Key}: what is remembered under it is the answer to the request itself. */
    private void tell(TellRefusal refusal) {
        RequestContext request = RequestContext.current();
        RequestContext.bind(request == null ? null : request.withoutIdempotencyKey());
        try {
            commands.send(refusal);
        } catch (Problem problem) {
            throw withoutConflict(problem);
        } finally {
            RequestContext.bind(request);
        }
    }

    /** An attempt is never in conflict with another one: the client has nothing that it could read anew. */
    public static Problem withoutConflict(Problem problem) {
        return problem.code() == ProblemCode.CONCURRENT_UPDATE
                ? new Problem(ProblemCode.OVERLOADED, "Please try again")
                : problem;
    }
}
