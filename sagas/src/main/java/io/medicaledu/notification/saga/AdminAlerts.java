package io.medicaledu.notification.saga;

import io.medicaledu.identity.api.UserRole;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.saga.SagaCommands;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells the admins of money that a person has to look after. */
@Component
@ProcessingGroup("notices")
class AdminAlerts {

    private final CommandGateway gateway;

    AdminAlerts(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(PaymentFlagged event, EventMessage<?> message) {
        alert(
                message,
                "A payment differs from what was asked for",
                event.paymentId(),
                "Expected " + event.expected() + ", captured " + event.captured() + ".");
    }

    @EventHandler
    void on(RefundFailed event, EventMessage<?> message) {
        alert(message, "A refund has failed", event.paymentId(), ofRefund(event.amount(), event.reason()));
    }

    @EventHandler
    void on(RefundReversed event, EventMessage<?> message) {
        alert(message, "A refund has come back", event.paymentId(), ofRefund(event.amount(), event.reason()));
    }

    @EventHandler
    void on(DisputeOpened event, EventMessage<?> message) {
        alert(message, "A payment is disputed", event.paymentId(), ofRefund(event.amount(), event.reason()));
    }

    @EventHandler
    void on(DisputeLost event, EventMessage<?> message) {
        alert(message, "A dispute was lost", event.paymentId(), event.amount() + " is gone.");
    }

    @EventHandler
    void on(DisputeLossCorrected event, EventMessage<?> message) {
        alert(
                message,
                "What a dispute has cost has changed",
                event.paymentId(),
                event.lost() + " is gone, not " + event.previouslyLost() + ".");
    }

    private static String ofRefund(Money amount, String reason) {
        return "Amount: " + amount + ". Reason given: " + reason + ".";
    }

    private void alert(EventMessage<?> cause, String title, UUID paymentId, String detail) {
        SagaCommands.send(
                gateway,
                AdminAlerts.class,
                new Announce(
                        Ids.derive("admin-alert", cause.getIdentifier()),
                        title,
                        "Payment " + paymentId + ". " + detail,
                        UserRole.Admin,
                        null));
    }
}
