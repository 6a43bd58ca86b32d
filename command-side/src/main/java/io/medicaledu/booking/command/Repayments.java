package io.medicaledu.booking.command;

import io.medicaledu.booking.api.Funding;
import io.medicaledu.payment.command.Payment;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.command.Aggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Gives back what a booking was paid with, in the transaction that decides on it, so that what is said to be refunded is
 * what is refunded, whatever has gone back before or is disputed.
 */
@Component
class Repayments {

    private final Repository<Payment> payments;

    Repayments(Repository<Payment> paymentRepository) {
        this.payments = paymentRepository;
    }

    /**
     * @param refunds what is being given back, by payment
     * @param withheld what disputes hold or have taken of what is owed; follows if they give it back
     */
    record Repaid(List<Funding> refunds, Money withheld) {

        static Repaid nothing(String currency) {
            return new Repaid(List.of(), Money.zero(currency));
        }

        Money refund() {
            return Funding.total(refunds, withheld.currency());
        }
    }

    /** What of it has not been refunded yet, for whatever reason. */
    List<Funding> stillPaid(List<Funding> funding) {
        return funding.stream()
                .map(part -> new Funding(
                        part.paymentId(),
                        part.amount()
                                .min(Aggregates.load(payments, part.paymentId(), "payment")
                                        .invoke(Payment::notRefunded))))
                .filter(part -> part.amount().isPositive())
                .toList();
    }

    /** @param refundId the refund's id by that of the payment; repeated with the same one nothing is given again */
    Repaid give(List<Funding> owed, String currency, UnaryOperator<UUID> refundId, String reason) {
        List<Funding> refunds = new ArrayList<>();
        Money withheld = Money.zero(currency);
        for (Funding part : owed) {
            Payment.GivenBack given = Aggregates.load(payments, part.paymentId(), "payment")
                    .invoke(payment -> payment.giveBack(refundId.apply(part.paymentId()), part.amount(), reason));
            if (given.now().isPositive()) {
                refunds.add(new Funding(part.paymentId(), given.now()));
            }
            withheld = withheld.plus(given.withheld());
        }
        return new Repaid(refunds, withheld);
    }
}
