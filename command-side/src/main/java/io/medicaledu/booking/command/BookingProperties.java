package io.medicaledu.booking.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Booking rules that an operator may set.
 *
 * @param autoCompleteAfter how long after its end an unmarked session counts as completed
 * @param hold how long a seat is kept for a booking that is not paid yet
 * @param timeToDecide how long a student may leave with everything back after the school has moved a session
 * @param mostUnpaid how many bookings of a student may wait for their payment at a time, at most 1,000; 0 means any number
 */
@ConfigurationProperties("medicaledu.booking")
public record BookingProperties(
        @DefaultValue("15m") Duration hold,
        @DefaultValue("24h") Duration autoCompleteAfter,
        @DefaultValue("3d") Duration timeToDecide,
        @DefaultValue("3") int mostUnpaid) {

    /** @throws IllegalArgumentException if a number is out of range */
    public BookingProperties {
        if (mostUnpaid < 0 || mostUnpaid > 1_000) {
            throw new IllegalArgumentException("medicaledu.booking.most-unpaid must be 0 to 1000");
        }
    }
}
