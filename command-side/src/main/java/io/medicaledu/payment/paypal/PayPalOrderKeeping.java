package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.MetaDataKeys;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;

/** Keeps {@link PayPalOrders}, in the transaction of the events. */
@ProcessingGroup("outbox")
class PayPalOrderKeeping {

    private final PayPalOrders orders;

    PayPalOrderKeeping(PayPalOrders orders) {
        this.orders = orders;
    }

    @EventHandler
    void on(PaymentStarted event, EventMessage<?> message) {
        if (event.provider() == PaymentProvider.PayPal) {
            orders.start(
                    event.paymentId(),
                    String.valueOf(
                            message.getMetaData().getOrDefault(MetaDataKeys.CORRELATION_ID, message.getIdentifier())),
                    event.payUntil());
        }
    }

    @EventHandler
    void on(CheckoutOpened event) {
        orders.open(event.paymentId(), event.providerSessionId());
    }

    @EventHandler
    void on(PaymentCaptured event) {
        if (event.provider() == PaymentProvider.PayPal) {
            orders.settle(event.paymentId());
        }
    }

    /** An order stays approved after its capture was declined; only a webhook tells that it was approved again. */
    @EventHandler
    void on(PaymentDeclined event) {
        orders.settle(event.paymentId());
    }

    @EventHandler
    void on(PaymentCancelled event) {
        orders.settle(event.paymentId());
    }

    @EventHandler
    void on(CheckoutClosed event) {
        orders.settle(event.paymentId());
    }
}
