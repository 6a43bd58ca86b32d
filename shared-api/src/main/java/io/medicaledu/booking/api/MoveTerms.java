package io.medicaledu.booking.api;

import io.medicaledu.catalog.api.ReschedulePolicy;
import io.medicaledu.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a chain of reschedules carries on from booking to booking.
 *
 * @param policy how late and how often the booking may be moved
 * @param made how often a confirmed booking was moved before this one
 * @param refundable the most that the student's own decisions can still bring back of what earlier bookings were paid
 *     with; null means all of it
 */
public record MoveTerms(
        ReschedulePolicy policy, int made, @Nullable Money refundable) {}
