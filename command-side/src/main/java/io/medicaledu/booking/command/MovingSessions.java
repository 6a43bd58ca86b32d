package io.medicaledu.booking.command;

import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.scheduling.command.BookedSessions;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes bookings along when the school moves their session, or says where it takes place. Whoever cannot come to another
 * time has some days, at most until the session, to leave with everything back.
 */
@Component
class MovingSessions implements BookedSessions {

    private final Repository<Booking> bookings;
    private final BookingProperties properties;
    private final Clock clock;

    MovingSessions(Repository<Booking> bookingRepository, BookingProperties properties, Clock clock) {
        this.bookings = bookingRepository;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void move(List<UUID> bookingIds, Instant start, Instant end) {
        Instant latest = clock.instant().plus(properties.timeToDecide());
        Instant decideUntil = latest.isBefore(start) ? latest : start;
        for (UUID id : bookingIds) {
            Aggregate<Booking> booking = Aggregates.load(bookings, id, "booking");
            if (booking.invoke(Booking::state).isActive()) {
                booking.execute(it -> it.moveSession(start, end, decideUntil));
            }
        }
    }

    /** Who has not paid yet is told when the booking is confirmed. */
    @Override
    public void meetAt(List<UUID> bookingIds, @Nullable String former, @Nullable String url) {
        for (UUID id : bookingIds) {
            Aggregate<Booking> booking = Aggregates.load(bookings, id, "booking");
            String known = booking.invoke(Booking::meetingUrl);
            boolean isAsOthers = known == null || known.equals(former);
            if (isAsOthers && booking.invoke(Booking::state).isConfirmed()) {
                booking.execute(it -> it.meetAt(url, true));
            }
        }
    }

    /** Tells a booking that was just confirmed where its session takes place, if that is known. */
    static void meet(Aggregate<AvailabilitySlot> slot, Aggregate<Booking> confirmed) {
        String url = slot.invoke(AvailabilitySlot::meetingUrl);
        if (url != null) {
            confirmed.execute(it -> it.meetAt(url, false));
        }
    }
}
