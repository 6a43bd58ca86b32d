package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingQuery.FindBooking;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.BookingView;
import io.medicaledu.booking.query.BookingNews.Change;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.Queries;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads a booking for callers who would rather wait than ask again. */
@Component
public class BookingWaiting {

    /** How long a booking that nobody knows is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Queries queries;
    private final BookingNews news;

    BookingWaiting(Queries queries, BookingNews news) {
        this.queries = queries;
        this.news = news;
    }

    /**
     * Waits for a booking that is confirmed, or has ended. Who asks right after having booked, without the consistency
     * token, may be ahead of the read model; that it knows the booking is no reason to look again, as it is pending then.
     *
     * @return a pending one if the time is over
     * @throws Problem {@code not-found} for others than the parties
     */
    BookingView awaitDecision(UUID bookingId, Caller caller, Duration longest) {
        return news.await(
                        bookingId,
                        caller.userId(),
                        EnumSet.of(Change.DECIDED),
                        longest,
                        () -> findIfKnown(bookingId, caller),
                        seen -> seen.map(booking -> isDecided(booking) ? Duration.ZERO : longest)
                                .orElseGet(() -> patienceIfUnknown(longest)))
                .orElseThrow(() -> Problem.notFound("booking"));
    }

    private static boolean isDecided(BookingView booking) {
        return booking.status() != BookingStatus.Pending;
    }

    /** How long somebody who would wait so long waits for a booking that nobody knows. */
    public static Duration patienceIfUnknown(Duration longest) {
        return longest.compareTo(GRACE) < 0 ? longest : GRACE;
    }

    /** The booking; empty for others than the parties, and before the read model has it. */
    public Optional<BookingView> findIfKnown(UUID bookingId, Caller caller) {
        try {
            return Optional.of(queries.ask(new FindBooking(bookingId, caller), BookingView.class));
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }
}
