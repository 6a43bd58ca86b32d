package io.medicaledu.payment.webhook;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.access.command.AccessRefusals;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import org.springframework.stereotype.Component;

/** Leaves a trace of whoever brings a webhook that no provider has signed. */
@Component
public class ForgedWebhooks {

    private final AccessRefusals refusals;

    ForgedWebhooks(AccessRefusals refusals) {
        this.refusals = refusals;
    }

    /** @throws Problem as {@code verification} does */
    public void watch(AccessKind kind, Runnable verification) {
        try {
            verification.run();
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.WEBHOOK_SIGNATURE) {
                refusals.refused(kind, RefusalReason.InvalidSignature, null);
            }
            throw problem;
        }
    }
}
