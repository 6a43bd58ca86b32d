package io.medicaledu.payment.outbox;

import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.command.Payment;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.command.Aggregates;
import io.medicaledu.shared.command.RequestContext;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Asks the provider again about a refund that is still open. It was asked for before, so it is looked for, however long
 * ago that was; a call that is still queued is only made due.
 */
@Component
class RefundChecks {

    private final Repository<Payment> payments;
    private final Outbox outbox;
    private final OutboxWorker worker;

    RefundChecks(Repository<Payment> paymentRepository, Outbox outbox, OutboxWorker worker) {
        this.payments = paymentRepository;
        this.outbox = outbox;
        this.worker = worker;
    }

    @CommandHandler
    void handle(CheckRefund command, CommandMessage<?> message) {
        RequestContext.Cause cause = new RequestContext.Cause(
                String.valueOf(
                        message.getMetaData().getOrDefault(MetaDataKeys.CORRELATION_ID, message.getIdentifier())),
                message.getIdentifier());
        Aggregates.load(payments, command.paymentId(), "payment")
                .invoke(payment -> payment.openRefund(command.refundId()))
                .ifPresent(refund -> {
                    outbox.add(
                            new ProviderCall.CheckRefund(
                                    command.paymentId(),
                                    command.refundId(),
                                    refund.provider(),
                                    refund.providerTransactionId(),
                                    refund.amount(),
                                    refund.requestedAt()),
                            cause);
                    CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> worker.wake());
                });
    }
}
