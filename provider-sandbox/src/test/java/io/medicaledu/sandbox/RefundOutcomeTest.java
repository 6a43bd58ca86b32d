package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Refund;
import org.junit.jupiter.api.Test;

class RefundOutcomeTest extends SandboxTest {

    private static final String REFUND_PENDING = "4000000000007726";
    private static final String REFUND_FAILS = "4000000000005126";

    private Refund settle(Refund refund, String json) throws Exception {
        return control("/refunds/" + refund.getId() + "/outcome", json, Refund.class);
    }

    @Test
    void aDashboardRefundHasNoMetadata() throws Exception {
        String intent = paidSession().getPaymentIntent();

        Refund part = control("/dashboard-refunds", "{'paymentIntent':'" + intent + "','amount':1500}", Refund.class);
        Refund rest = control("/dashboard-refunds", "{'paymentIntent':'" + intent + "'}", Refund.class);

        assertThat(part.getMetadata()).isEmpty();
        assertThat(part.getStatus()).isEqualTo("succeeded");
        assertThat(rest.getAmount()).isEqualTo(3_000);
        assertThat(chargeOf(intent).getRefunded()).isTrue();
        assertThat(told(part.getId())).containsExactly("refund.created", "refund.updated");
        assertThat(told(part.getCharge())).containsExactly("charge.succeeded", "charge.refunded", "charge.refunded");
        assertThat(control("/dashboard-refunds", "{'paymentIntent':'" + intent + "'}")
                        .body())
                .contains("charge_already_refunded");
        assertThat(control("/dashboard-refunds", "{'paymentIntent':'pi_none'}").statusCode())
                .isEqualTo(404);
        assertThat(control("/dashboard-refunds", "{'amount':1}").statusCode()).isEqualTo(400);
    }

    @Test
    void aPendingRefundIsReservedAndThenSucceeds() throws Exception {
        String intent = sessionPaidBy(REFUND_PENDING).getPaymentIntent();

        Refund pending = refund(intent, 3_000);

        assertThat(pending.getStatus()).isEqualTo("pending");
        assertThat(pending.getPendingReason()).isEqualTo("processing");
        assertThat(chargeOf(intent).getAmountRefunded()).isZero();
        assertThat(told(pending.getId())).containsExactly("refund.created");
        assertThatThrownBy(() -> refund(intent, 1_501)).isInstanceOf(InvalidRequestException.class);

        Refund succeeded = settle(pending, "{'status':'succeeded'}");

        assertThat(succeeded.getStatus()).isEqualTo("succeeded");
        assertThat(chargeOf(intent).getAmountRefunded()).isEqualTo(3_000);
        assertThat(told(pending.getId())).containsExactly("refund.created", "refund.updated", "charge.refund.updated");
        assertThat(told(pending.getCharge())).containsExactly("charge.succeeded", "charge.refunded");
    }

    @Test
    void aPendingRefundThatFailsCanBeRefundedAgain() throws Exception {
        String intent = paidSession().getPaymentIntent();
        fault("{'operation':'refund.create','kind':'pending'}");
        Refund pending = refund(intent, 4_500);
        assertThat(pending.getStatus()).isEqualTo("pending");

        Refund failed = settle(pending, "{'status':'failed','failureReason':'lost_or_stolen_card'}");

        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("lost_or_stolen_card");
        assertThat(failed.getFailureBalanceTransaction()).startsWith("txn_");
        assertThat(told(pending.getId()))
                .containsExactly("refund.created", "refund.failed", "refund.updated", "charge.refund.updated");
        assertThat(refund(intent, 4_500).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aRefundThatHasSucceededMayStillFail() throws Exception {
        String intent = sessionPaidBy(REFUND_FAILS).getPaymentIntent();
        Refund refund = refund(intent, 4_500);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(chargeOf(intent).getRefunded()).isTrue();

        Refund failed = settle(refund, "{'status':'failed'}");

        assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
        Charge charge = chargeOf(intent);
        assertThat(charge.getAmountRefunded()).isZero();
        assertThat(charge.getRefunded()).isFalse();
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("refund.failed", refund.getId())).hasSize(1);
            assertThat(receiver.eventIds("refund.updated", refund.getId())).hasSize(2);
            assertThat(receiver.eventIds("charge.refund.updated", refund.getId()))
                    .hasSize(1);
        });
    }

    @Test
    void refundsOfTheTestCardsAreSettledByThemselves() throws Exception {
        Refund fails = refund(sessionPaidBy(REFUND_FAILS).getPaymentIntent(), 1_000);
        Refund succeeds = refund(sessionPaidBy(REFUND_PENDING).getPaymentIntent(), 1_000);
        assertThat(succeeds.getStatus()).isEqualTo("pending");

        for (Refund refund : new Refund[] {fails, succeeds}) {
            jdbc.sql("""
                            UPDATE provider_sandbox.stripe_refunds SET data = jsonb_set(data, '{later,at}', '1000')
                            WHERE id = ?""").param(refund.getId()).update();
        }

        await().untilAsserted(() -> {
            assertThat(stripe.v1().refunds().retrieve(fails.getId()).getStatus())
                    .isEqualTo("failed");
            assertThat(stripe.v1().refunds().retrieve(succeeds.getId()).getStatus())
                    .isEqualTo("succeeded");
        });
        assertThat(told(fails.getId())).contains("refund.failed");
    }

    @Test
    void aRefundIsSettledOnlyAsItsStatusAllows() throws Exception {
        String intent = paidSession().getPaymentIntent();
        Refund refund = refund(intent, 1_000);
        String path = "/refunds/" + refund.getId() + "/outcome";

        for (String wrong : new String[] {
            "{'status':'succeeded'}", "{'status':'pending'}", "{}", "{'status':'failed','failureReason':'bad mood'}"
        }) {
            assertThat(control(path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        settle(refund, "{'status':'failed'}");

        assertThat(control(path, "{'status':'failed'}").statusCode()).isEqualTo(400);
        assertThat(control("/refunds/re_none/outcome", "{'status':'failed'}").statusCode())
                .isEqualTo(404);
        assertThat(chargeOf(intent).getAmountRefunded()).isZero();
    }
}
