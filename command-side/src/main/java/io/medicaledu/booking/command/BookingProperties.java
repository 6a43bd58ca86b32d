package io.medicaledu.booking.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Booking rules that an operator may set.
 *
 * @param autoCompleteAfter how long after its end an unmarked session counts as completed
 * @param hold how long a seat is kept for a booking that is not paid yet
 */
@ConfigurationProperties("medicaledu.booking")
public record BookingProperties(
        @DefaultValue("15m") Duration hold,
        @DefaultValue("24h") Duration autoCompleteAfter) {}
