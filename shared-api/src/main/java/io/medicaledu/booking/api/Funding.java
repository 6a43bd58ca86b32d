package io.medicaledu.booking.api;

import io.medicaledu.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The part of a booking's price that one payment has paid. After a reschedule there can be several. */
public record Funding(UUID paymentId, Money amount) {

    /** What all of them pay together. */
    public static Money total(List<Funding> all, String currency) {
        return all.stream().map(Funding::amount).reduce(Money.zero(currency), Money::plus);
    }

    /** Takes the amount out of the payments, the last one first; less if there is not as much. */
    public static List<Funding> last(List<Funding> all, Money amount) {
        List<Funding> taken = new ArrayList<>();
        Money open = amount;
        for (Funding each : all.reversed()) {
            Money part = each.amount().min(open);
            if (part.isPositive()) {
                taken.add(new Funding(each.paymentId(), part));
                open = open.minus(part);
            }
        }
        return List.copyOf(taken);
    }

    /** What is left of the payments after the given parts were taken out. */
    public static List<Funding> without(List<Funding> all, List<Funding> taken) {
        return all.stream()
                .map(each -> new Funding(each.paymentId(), each.amount().minus(takenFrom(each, taken))))
                .filter(each -> each.amount().isPositive())
                .toList();
    }

    private static Money takenFrom(Funding funding, List<Funding> taken) {
        return taken.stream()
                .filter(part -> part.paymentId().equals(funding.paymentId()))
                .map(Funding::amount)
                .reduce(Money.zero(funding.amount().currency()), Money::plus);
    }
}
