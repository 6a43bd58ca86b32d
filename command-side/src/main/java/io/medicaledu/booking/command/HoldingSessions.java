package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.AcceptMovedSession;
import io.medicaledu.booking.api.BookingCommand.CompleteBooking;
import io.medicaledu.booking.api.BookingCommand.MarkNoShow;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Whether a student comes, and has come. */
@Component
class HoldingSessions {

    private final Repository<Booking> bookings;
    private final SlotTeachers teachers;
    private final Clock clock;

    HoldingSessions(Repository<Booking> bookingRepository, SlotTeachers teachers, Clock clock) {
        this.bookings = bookingRepository;
        this.teachers = teachers;
        this.clock = clock;
    }

    @CommandHandler
    void handle(AcceptMovedSession command, MetaData metaData) {
        Aggregates.load(bookings, command.bookingId(), "booking")
                .execute(it -> it.acceptMovedSession(Actor.of(metaData), teachers, clock.instant()));
    }

    @CommandHandler
    void handle(CompleteBooking command, MetaData metaData) {
        Aggregates.load(bookings, command.bookingId(), "booking")
                .execute(it -> it.complete(command.meetingNotes(), Actor.of(metaData), teachers, clock.instant()));
    }

    @CommandHandler
    void handle(MarkNoShow command, MetaData metaData) {
        Aggregates.load(bookings, command.bookingId(), "booking")
                .execute(it -> it.markNoShow(Actor.of(metaData), teachers, clock.instant()));
    }
}
