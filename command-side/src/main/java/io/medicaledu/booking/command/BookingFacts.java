package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other features ask of bookings, in their own transaction. */
@Component
public class BookingFacts {

    private final Repository<Booking> bookings;
    private final SlotTeachers teachers;

    BookingFacts(Repository<Booking> bookingRepository, SlotTeachers teachers) {
        this.bookings = bookingRepository;
        this.teachers = teachers;
    }

    /**
     * @param instructorId who held the session when it was booked
     * @param firstBookingId of the chain of bookings that have replaced each other
     * @param wasConfirmed whether the instructor has ever had to reckon with it
     * @param meetingUrl where the session takes place, if that is known
     */
    public record Facts(
            UUID studentId,
            UUID instructorId,
            UUID slotId,
            UUID courseId,
            Instant sessionStart,
            Instant sessionEnd,
            UUID firstBookingId,
            boolean wasConfirmed,
            BookingStatus status,
            @Nullable String meetingUrl) {}

    /** @throws Problem {@code not-found} */
    public Facts of(UUID bookingId) {
        Aggregate<Booking> booking = Aggregates.load(bookings, bookingId, "booking");
        UUID first = first(booking);
        return booking.invoke(it -> new Facts(
                it.terms().studentId(),
                it.terms().instructorId(),
                it.terms().slotId(),
                it.terms().courseId(),
                it.terms().sessionStart(),
                it.terms().sessionEnd(),
                first,
                it.state().confirmation() != null,
                it.state().status(),
                it.meetingUrl()));
    }

    private UUID first(Aggregate<Booking> booking) {
        UUID first = booking.invoke(Booking::terms).bookingId();
        Optional<UUID> earlier = booking.invoke(Booking::rescheduledFrom);
        while (earlier.isPresent()) {
            first = earlier.get();
            earlier = Aggregates.load(bookings, first, "booking").invoke(Booking::rescheduledFrom);
        }
        return first;
    }

    /**
     * The instructor of a session that the student has had.
     *
     * @throws Problem {@code not-found} for somebody else's booking, {@code rating-not-allowed} unless it is completed
     */
    public UUID requireCompleted(UUID bookingId, UUID studentId) {
        Aggregate<Booking> booking = Aggregates.load(bookings, bookingId, "booking");
        BookingRequested terms = booking.invoke(Booking::terms);
        if (!terms.studentId().equals(studentId)) {
            throw Problem.notFound("booking");
        }
        BookingStatus status = booking.invoke(Booking::state).status();
        if (status != BookingStatus.Completed) {
            throw new Problem(
                    ProblemCode.RATING_NOT_ALLOWED, "Only a completed session can be rated; this one is " + status);
        }
        return teachers.teacherOf(terms.slotId(), terms.instructorId());
    }
}
