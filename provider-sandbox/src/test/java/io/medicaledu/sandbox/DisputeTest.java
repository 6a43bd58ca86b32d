package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisputeTest extends SandboxTest {

    private Dispute open(String intent) throws Exception {
        return control("/disputes", "{'paymentIntent':'" + intent + "'}", Dispute.class);
    }

    private Dispute close(Dispute dispute, String status) throws Exception {
        return control("/disputes/" + dispute.getId() + "/close", "{'status':'" + status + "'}", Dispute.class);
    }

    @Test
    void anOpenedDisputeTakesTheMoneyAndIsTold() throws Exception {
        String intent = paidSession().getPaymentIntent();

        Dispute dispute = open(intent);

        assertThat(dispute.getId()).startsWith("du_");
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getReason()).isEqualTo("fraudulent");
        assertThat(dispute.getAmount()).isEqualTo(4_500);
        assertThat(dispute.getPaymentIntent()).isEqualTo(intent);
        assertThat(dispute.getIsChargeRefundable()).isFalse();
        assertThat(dispute.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-4_500L);
        assertThat(chargeOf(intent).getDisputed()).isTrue();
        assertThat(stripe.v1().disputes().retrieve(dispute.getId())).isEqualTo(dispute);
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("charge.dispute.created", dispute.getId()))
                    .hasSize(1);
            assertThat(receiver.eventIds("charge.dispute.funds_withdrawn", dispute.getId()))
                    .hasSize(1);
        });
    }

    @Test
    void aDisputedChargeIsNotRefunded() throws Exception {
        String intent = paidSession().getPaymentIntent();
        Dispute dispute = open(intent);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> refund(intent, 100))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.getCode()).isEqualTo("charge_disputed"))
                    .hasMessageContaining("has been charged back; cannot issue a refund");
            if (i == 0) {
                close(dispute, "lost");
            }
        }
        assertThat(count("stripe_refunds WHERE payment_intent = ?", intent)).isZero();
    }

    @Test
    void aWonDisputeGivesTheMoneyBack() throws Exception {
        String intent = paidSession().getPaymentIntent();
        Dispute dispute = open(intent);

        Dispute won = close(dispute, "won");

        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-4_500L, 4_500L);
        assertThat(told(dispute.getId()))
                .containsExactly(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
        assertThat(refund(intent, 100).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aLostDisputeKeepsTheMoney() throws Exception {
        Dispute dispute = open(paidSession().getPaymentIntent());

        Dispute lost = close(dispute, "lost");

        assertThat(lost.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-4_500L);
        assertThat(told(dispute.getId()))
                .endsWith("charge.dispute.updated", "charge.dispute.closed")
                .hasSize(4);
    }

    @Test
    void anInquiryTakesNoMoneyAndLeavesTheChargeRefundable() throws Exception {
        String intent = paidSession().getPaymentIntent();

        Dispute inquiry =
                control("/disputes", "{'paymentIntent':'" + intent + "','inquiry':true,'amount':500}", Dispute.class);

        assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
        assertThat(inquiry.getAmount()).isEqualTo(500);
        assertThat(inquiry.getBalanceTransactions()).isEmpty();
        assertThat(refund(intent, 100).getStatus()).isEqualTo("succeeded");
        assertThat(close(inquiry, "warning_closed").getStatus()).isEqualTo("warning_closed");
        assertThat(told(inquiry.getId()))
                .containsExactly("charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed");
    }

    @Test
    void aPreventedDisputeTakesNoMoneyAndIsOverAtOnce() throws Exception {
        String intent = paidSession().getPaymentIntent();

        Dispute prevented = control("/disputes", "{'paymentIntent':'" + intent + "','prevented':true}", Dispute.class);

        assertThat(prevented.getStatus()).isEqualTo("prevented");
        assertThat(prevented.getPaymentMethodDetails().getCard().getCaseType()).isEqualTo("block");
        assertThat(prevented.getBalanceTransactions()).isEmpty();
        assertThat(prevented.getIsChargeRefundable()).isTrue();
        assertThat(told(prevented.getId())).containsExactly("charge.dispute.created", "charge.dispute.closed");
        assertThat(control("/disputes/" + prevented.getId() + "/close", "{'status':'won'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(refund(intent, 4_500).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aPendingRefundFailsWhenItsChargeIsDisputed() throws Exception {
        String intent = paidSession().getPaymentIntent();
        fault("{'operation':'refund.create','kind':'pending'}");
        String refund = refund(intent, 1_000).getId();

        Dispute dispute = open(intent);

        assertThat(stripe.v1().refunds().retrieve(refund).getFailureReason())
                .isEqualTo("charge_for_pending_refund_disputed");
        assertThat(dispute.getAmount()).isEqualTo(4_500);
    }

    @ParameterizedTest
    @CsvSource({"4000000000000259, needs_response", "4000000000001976, warning_needs_response"})
    void aTestCardIsDisputedByItself(String card, String status) throws Exception {
        String intent = sessionPaidBy(card).getPaymentIntent();

        assertThat(stripe.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(intent)
                                .build())
                        .getData())
                .singleElement()
                .satisfies(dispute -> {
                    assertThat(dispute.getStatus()).isEqualTo(status);
                    assertThat(dispute.getCharge()).isEqualTo(chargeOf(intent).getId());
                    assertThat(dispute.getReason()).isEqualTo("fraudulent");
                });
        assertThat(chargeOf(intent).getDisputed()).isTrue();
    }

    @Test
    void disputesAreListedByCharge() throws Exception {
        String intent = paidSession().getPaymentIntent();
        open(paidSession().getPaymentIntent());
        Dispute dispute = open(intent);

        assertThat(stripe.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setCharge(chargeOf(intent).getId())
                                .build())
                        .getData())
                .containsExactly(dispute);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'paymentIntent':'$'}",
                "{'paymentIntent':'$','amount':1,'inquiry':true}",
            })
    void aDisputedPaymentIsNotDisputedAgain(String json) throws Exception {
        String intent = paidSession().getPaymentIntent();
        open(intent);

        assertThat(control("/disputes", json.replace("$", intent)).statusCode()).isEqualTo(400);

        assertThat(count("stripe_disputes WHERE payment_intent = ?", intent)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "no json|400",
                "{'paymentIntent':'pi_none'}|404",
                "{'paymentIntent':'$','amount':0}|400",
                "{'paymentIntent':'$','amount':4501}|400",
                "{'paymentIntent':'$','reason':'boredom'}|400",
            })
    void whatIsNoDisputeIsRefused(String json, int status) throws Exception {
        String intent = paidSession().getPaymentIntent();

        assertThat(control("/disputes", json.replace("$", intent)).statusCode()).isEqualTo(status);

        assertThat(count("stripe_disputes WHERE payment_intent = ?", intent)).isZero();
    }

    @Test
    void aDisputeIsClosedOnceAndOnlyAsItsKindAllows() throws Exception {
        Dispute dispute = open(paidSession().getPaymentIntent());

        for (String wrong : new String[] {"{'status':'warning_closed'}", "{'status':'needs_response'}", "{}"}) {
            assertThat(control("/disputes/" + dispute.getId() + "/close", wrong).statusCode())
                    .isEqualTo(400);
        }
        close(dispute, "won");

        assertThat(control("/disputes/" + dispute.getId() + "/close", "{'status':'lost'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(control("/disputes/du_none/close", "{'status':'lost'}").statusCode())
                .isEqualTo(404);
    }

    private Dispute open(String intent, long amount) throws Exception {
        return control("/disputes", "{'paymentIntent':'" + intent + "','amount':" + amount + "}", Dispute.class);
    }

    @Test
    void aLostDisputeMayGiveAPartBackAtOnceAndMoreLater() throws Exception {
        String intent = paidSession().getPaymentIntent();
        Dispute dispute = open(intent);

        Dispute lost =
                control("/disputes/" + dispute.getId() + "/close", "{'status':'lost','reinstated':500}", Dispute.class);
        Dispute later = control("/disputes/" + dispute.getId() + "/reinstate", "{'reinstated':1500}", Dispute.class);

        assertThat(lost.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-4_500L, 500L);
        assertThat(later.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-4_500L, 1_500L);
        assertThat(told(dispute.getId()))
                .endsWith("charge.dispute.funds_reinstated", "charge.dispute.funds_reinstated")
                .hasSize(6);
        assertThatThrownBy(() -> refund(intent, 1_501)).hasMessageContaining("greater than unrefunded amount");
        assertThat(refund(intent, 1_500).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void partsOfAChargeAreDisputedOneByOne() throws Exception {
        String intent = paidSession().getPaymentIntent();
        open(intent, 2_000);
        Dispute second = open(intent, 1_500);

        assertThatThrownBy(() -> refund(intent, 1_001)).isInstanceOf(InvalidRequestException.class);
        assertThat(refund(intent, 1_000).getStatus()).isEqualTo("succeeded");
        assertThat(control("/disputes", "{'paymentIntent':'" + intent + "'}").statusCode())
                .isEqualTo(400);
        close(second, "won");
        assertThat(open(intent, 1_500).getAmount()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/close|{'status':'won','reinstated':4501}",
                "/close|{'status':'lost','reinstated':-1}",
                "/reinstate|{'reinstated':1}",
                "/reinstate|{}",
            })
    void noMoreIsGivenBackThanWasTaken(String path, String json) throws Exception {
        Dispute dispute = open(paidSession().getPaymentIntent());

        assertThat(control("/disputes/" + dispute.getId() + path, json).statusCode())
                .isEqualTo(400);

        assertThat(stripe.v1().disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("needs_response");
    }
}
