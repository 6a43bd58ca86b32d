package io.medicaledu.payment.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.command.RequestContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A node claims no more calls than it has places for. */
class OutboxClaimTest extends PlatformTest {

    private static final int QUEUED = 20;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    /** A semi-join would run the subquery with the limit once for each row. */
    @Test
    void noPlanOfTheDatabaseClaimsMoreThanWasAskedFor() {
        int claimed = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            for (int i = 0; i < QUEUED; i++) {
                outbox.add(
                        new ProviderCall.CloseCheckout(UUID.randomUUID(), PaymentProvider.Stripe, "cs_" + i),
                        new RequestContext.Cause("claim-test", null));
            }
            List.of("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan", "bitmapscan")
                    .forEach(way ->
                            jdbc.sql("SET LOCAL enable_" + way + " = off").update());
            return outbox.claim(3).size();
        }));

        assertThat(claimed).isEqualTo(3);
    }
}
