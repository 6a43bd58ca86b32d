package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefundTest extends SandboxTest {

    @Test
    void refundsInPartsAddUpAtTheCharge() throws Exception {
        String intent = paidSession().getPaymentIntent();

        Refund first = refund(intent, 2_000);

        assertThat(first.getId()).startsWith("re_");
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(first.getReason()).isEqualTo("requested_by_customer");
        assertThat(first.getMetadata()).containsEntry("refundId", "r-1");
        assertThat(first.getPaymentIntent()).isEqualTo(intent);
        assertThat(chargeOf(intent).getAmountRefunded()).isEqualTo(2_000);
        assertThat(chargeOf(intent).getRefunded()).isFalse();
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("refund.created", first.getId())).hasSize(1);
            assertThat(receiver.eventIds("refund.updated", first.getId())).hasSize(1);
            assertThat(receiver.eventIds("charge.refunded", intent)).hasSize(1);
        });

        Refund rest = stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(first.getCharge())
                        .build());

        assertThat(rest.getAmount()).isEqualTo(2_500);
        assertThat(chargeOf(intent).getRefunded()).isTrue();
        assertThat(stripe.v1().refunds().retrieve(rest.getId())).isEqualTo(rest);
        assertThat(stripe.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(intent)
                                .build())
                        .getData())
                .containsExactly(rest, first);
    }

    @Test
    void noMoreIsRefundedThanWasPaid() throws Exception {
        String intent = paidSession().getPaymentIntent();
        refund(intent, 4_000);

        assertThatThrownBy(() -> refund(intent, 501))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("amount"))
                .hasMessageContaining("greater than unrefunded amount on charge");
        refund(intent, 500);
        assertThatThrownBy(() -> refund(intent, 1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
    }

    @Test
    void refundsAtATimeNeverExceedThePayment() throws Exception {
        String intent = paidSession().getPaymentIntent();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Refund>> refunds = Stream.<Callable<Refund>>generate(() -> () -> refund(intent, 2_000))
                    .limit(6)
                    .toList();
            assertThat(threads.invokeAll(refunds).stream().filter(each -> each.state() == Future.State.SUCCESS))
                    .hasSize(2);
        }

        assertThat(chargeOf(intent).getAmountRefunded()).isEqualTo(4_000);
    }

    @Test
    void whatWasNotPaidIsNotRefunded() throws Exception {
        Session declined = openSession();
        pay(declined, DECLINED);
        String intent = retrieve(declined).getPaymentIntent();

        assertThatThrownBy(() -> refund(intent, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("does not have a successful charge to refund");
        assertThatThrownBy(() -> refund("pi_none", 1)).isInstanceOfSatisfying(InvalidRequestException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(404);
            assertThat(e.getCode()).isEqualTo("resource_missing");
            assertThat(e.getParam()).isEqualTo("payment_intent");
        });
        assertThatThrownBy(() -> refund(intent, 0)).isInstanceOf(InvalidRequestException.class);
    }
}
