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
     * Waits for a booking that is confirmed, or has ended.
     *
     * @return a pending one if the time is over
     * @throws Problem {@code not-found} for others than the parties
     */
    BookingView awaitDecision(UUID bookingId, Caller caller, Duration longest) {
        long begun = System.nanoTime();
        BookingView booking = awaitKnown(bookingId, caller, longest);
        Duration left = longest.minusNanos(System.nanoTime() - begun);
        if (booking.status() != BookingStatus.Pending || !left.isPositive()) {
            return booking;
        }
        return news.await(
                bookingId,
                Change.DECIDED,
                left,
                () -> find(bookingId, caller),
                seen -> seen.status() != BookingStatus.Pending);
    }

    /**
     * Who asks right after having booked, without the consistency token, may be ahead of the read model.
     *
     * @throws Problem {@code not-found} for others than the parties
     */
    public BookingView awaitKnown(UUID bookingId, Caller caller, Duration longest) {
        Duration patience = longest.compareTo(GRACE) < 0 ? longest : GRACE;
        return news.await(bookingId, Change.KNOWN, patience, () -> findIfKnown(bookingId, caller), Optional::isPresent)
                .orElseThrow(() -> Problem.notFound("booking"));
    }

    private Optional<BookingView> findIfKnown(UUID bookingId, Caller caller) {
        try {
            return Optional.of(find(bookingId, caller));
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private BookingView find(UUID bookingId, Caller caller) {
        return queries.ask(new FindBooking(bookingId, caller), BookingView.class);
    }
}
