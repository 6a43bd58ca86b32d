package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.Sale;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a course is sold now.
 *
 * @param taught whether its instructor has an active account and the role
 */
public record CourseTerms(
        UUID courseId,
        UUID instructorId,
        boolean published,
        boolean taught,
        @Nullable Integer maxStudents,
        Money price,
        CancellationPolicy cancellationPolicy,
        BookingRules rules) {

    /** Whether it can be booked, and which of its slots. */
    public Sale sale() {
        return new Sale(published, taught, rules);
    }

    /**
     * For what only the instructor may do; others must not learn that an unpublished course exists.
     *
     * @throws Problem {@code not-found}, {@code forbidden}
     */
    public void requireTeacher(Actor actor) {
        if (!published && !actor.is(instructorId) && !actor.isAdmin() && !actor.isSystem()) {
            throw Problem.notFound("course");
        }
        actor.requireOwner(instructorId);
    }

    /**
     * The given price of a slot, or the course's if there is none.
     *
     * @throws Problem {@code validation} if it is in another currency than the course; {@code amount-not-chargeable}
     */
    public Money priceOr(@Nullable Money slotPrice, PriceLimits prices) {
        if (slotPrice == null) {
            return price;
        }
        if (!slotPrice.currency().equals(price.currency())) {
            throw Problem.invalid("price.currency", "must be the course's currency " + price.currency());
        }
        prices.requireChargeable(slotPrice);
        return slotPrice;
    }
}
