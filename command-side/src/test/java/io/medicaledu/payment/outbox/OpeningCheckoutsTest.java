package io.medicaledu.payment.outbox;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.command.Commands;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is recorded of a checkout that was to be opened. */
class OpeningCheckoutsTest {

    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");

    private final Commands commands = mock();

    private void open(PaymentGateway.Opening opening) {
        PaymentGateway gateway = mock();
        when(gateway.openCheckout(any())).thenReturn(opening);
        PaymentGateways gateways = mock();
        when(gateways.of(PaymentProvider.Stripe)).thenReturn(gateway);

        new ProviderCalls(gateways, commands)
                .make(
                        new ProviderCall.OpenCheckout(
                                PAYMENT, PAYMENT, PaymentProvider.Stripe, Money.of("45.00", "EUR"), null),
                        2,
                        Instant.parse("2027-03-10T12:00:00Z"));
    }

    @Test
    void anOpenPageIsTold() {
        open(new PaymentGateway.Checkout("cs_1", "https://pay.example/cs_1"));

        verify(commands).send(new RecordCheckoutOpened(PAYMENT, "cs_1", "https://pay.example/cs_1"));
    }

    @Test
    void oneThatIsOverIsClosed() {
        open(new PaymentGateway.Opening.Over());

        verify(commands).send(new RecordCheckoutClosed(PAYMENT));
    }

    @Test
    void oneThatWasPaidWaitsForItsCapture() {
        open(new PaymentGateway.Opening.Completed());

        verifyNoInteractions(commands);
    }
}
