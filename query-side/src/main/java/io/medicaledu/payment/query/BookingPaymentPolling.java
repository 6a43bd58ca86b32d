package io.medicaledu.payment.query;

import io.medicaledu.booking.api.BookingQuery.FindBooking;
import io.medicaledu.booking.api.BookingView;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.BookingPaymentView;
import io.medicaledu.payment.api.PaymentQuery.FindPaymentOfBooking;
import io.medicaledu.payment.api.PaymentQuery.PaymentState;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.payment.api.PaymentView;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.Queries;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Waits until the payment of a booking can be paid. It is told when this node's projection has something new, and looks
 * at the read model now and then, since another node may have the projection; between two looks it holds no connection.
 */
@Component
class BookingPaymentPolling {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** How long a booking that nobody knows is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Queries queries;
    private final PaymentNews news;

    BookingPaymentPolling(Queries queries, PaymentNews news) {
        this.queries = queries;
        this.news = news;
    }

    /** @throws Problem {@code not-found} for others than the parties, and for a booking that is free */
    BookingPaymentView await(UUID bookingId, Caller caller, Duration longest) {
        long begun = System.nanoTime();
        BookingView booking = booking(bookingId, caller, begun + Math.min(longest.toNanos(), GRACE.toNanos()));
        if (booking.amount().isZero()) {
            throw Problem.notFound("payment: nothing is to be paid for this booking");
        }
        long deadline = begun + longest.toNanos();
        while (true) {
            try (PaymentNews.Wait next = news.of(bookingId)) {
                Optional<PaymentState> state = queries.find(new FindPaymentOfBooking(bookingId), PaymentState.class);
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (state.filter(BookingPaymentPolling::isWorthAnswering).isPresent() || !left.isPositive()) {
                    return state.map(it -> view(it, booking, caller)).orElseGet(() -> notStarted(booking));
                }
                next.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            } catch (InterruptedException e) {
                throw stopping();
            }
        }
    }

    /** Who asks right after having booked, without the consistency token, may be ahead of the read model. */
    private BookingView booking(UUID bookingId, Caller caller, long deadline) {
        while (true) {
            try {
                return queries.ask(new FindBooking(bookingId, caller), BookingView.class);
            } catch (Problem problem) {
                if (problem.code() != ProblemCode.NOT_FOUND || System.nanoTime() >= deadline) {
                    throw problem;
                }
            }
            pause();
        }
    }

    private static boolean isWorthAnswering(PaymentState state) {
        return state.checkoutUrl() != null || state.payment().status() != PaymentStatus.Pending;
    }

    private static BookingPaymentView view(PaymentState state, BookingView booking, Caller caller) {
        PaymentView payment = state.payment();
        boolean mayPay = caller.userId().equals(booking.studentId());
        return new BookingPaymentView(
                payment.paymentId(),
                payment.status(),
                payment.provider(),
                mayPay ? state.checkoutUrl() : null,
                payment.amount(),
                payment.refunded(),
                payment.declineCode());
    }

    private static BookingPaymentView notStarted(BookingView booking) {
        Money nothing = Money.zero(booking.amount().currency());
        return new BookingPaymentView(
                null, PaymentStatus.Pending, booking.provider(), null, booking.amount(), nothing, null);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private static Problem stopping() {
        Thread.currentThread().interrupt();
        return new Problem(ProblemCode.OVERLOADED, "The server is stopping");
    }
}
