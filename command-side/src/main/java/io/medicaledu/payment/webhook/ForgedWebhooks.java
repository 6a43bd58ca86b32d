package io.medicaledu.payment.webhook;

import io.medicaledu.access.api.AccessKind;
import io.medicaledu.access.api.RefusalReason;
import io.medicaledu.access.command.AccessRefusals;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Leaves a trace of whoever brings a webhook that no provider has signed. */
@Component
public class ForgedWebhooks {

    private static final int AT_ONCE = 2;

    private final AccessRefusals refusals;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ForgedWebhooks(AccessRefusals refusals) {
        this.refusals = refusals;
    }

    /** @throws Problem as {@code verification} does */
    public void watch(AccessKind kind, Runnable verification) {
        try {
            verification.run();
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.WEBHOOK_SIGNATURE) {
                tell(kind);
            }
            throw problem;
        }
    }

    /** A flood of them must not take the connections that others need: then they are counted in memory first. */
    private void tell(AccessKind kind) {
        if (!places.tryAcquire()) {
            refusals.countLater(kind);
            return;
        }
        try {
            refusals.refused(kind, RefusalReason.InvalidSignature, null);
        } finally {
            places.release();
        }
    }
}
