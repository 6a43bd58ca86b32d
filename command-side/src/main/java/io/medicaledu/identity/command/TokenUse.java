package io.medicaledu.identity.command;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.access.command.AccessRefusals;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Uses the code of an e-mail. One that is refused leaves a trace. */
@Component
class TokenUse {

    private final AccountTokens tokens;
    private final AccessRefusals refusals;

    TokenUse(AccountTokens tokens, AccessRefusals refusals) {
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /**
     * Does what the code is for.
     *
     * @param use is given the user whose code it is
     * @throws Problem {@code token-invalid}, and what {@code use} throws
     */
    void use(AccessKind kind, String tokenHash, Consumer<UUID> use) {
        UUID userId = null;
        try {
            userId = tokens.requireUser(tokenHash);
            use.accept(userId);
        } catch (Problem problem) {
            tellIfInvalid(kind, userId, problem);
            throw problem;
        }
    }

    private void tellIfInvalid(AccessKind kind, @Nullable UUID userId, Problem problem) {
        if (problem.code() == ProblemCode.TOKEN_INVALID) {
            refusals.refused(kind, RefusalReason.InvalidToken, userId);
        }
    }
}
