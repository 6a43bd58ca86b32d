package io.medicaledu.payment.query;

import io.medicaledu.booking.api.BookingView;
import io.medicaledu.booking.query.BookingNews;
import io.medicaledu.booking.query.BookingWaiting;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.BookingPaymentView;
import io.medicaledu.payment.api.PaymentQuery.FindPaymentOfBooking;
import io.medicaledu.payment.api.PaymentQuery.PaymentState;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.payment.api.PaymentView;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Queries;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the payment of a booking for callers who would rather wait until it can be paid than ask again. */
@Component
class BookingPaymentPolling {

    private final Queries queries;
    private final BookingWaiting bookings;
    private final BookingNews news;

    BookingPaymentPolling(Queries queries, BookingWaiting bookings, BookingNews news) {
        this.queries = queries;
        this.bookings = bookings;
        this.news = news;
    }

    /** @throws Problem {@code not-found} for others than the parties, and for a booking that is free */
    BookingPaymentView await(UUID bookingId, Caller caller, Duration longest) {
        long begun = System.nanoTime();
        BookingView booking = bookings.awaitKnown(bookingId, caller, longest);
        if (booking.amount().isZero()) {
            throw Problem.notFound("payment: nothing is to be paid for this booking");
        }
        Optional<PaymentState> state = news.await(
                bookingId,
                BookingNews.Change.PAYABLE,
                longest.minusNanos(System.nanoTime() - begun),
                () -> queries.find(new FindPaymentOfBooking(bookingId), PaymentState.class),
                seen -> seen.filter(BookingPaymentPolling::isWorthAnswering).isPresent());
        return state.map(it -> view(it, booking, caller)).orElseGet(() -> notStarted(booking));
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
}
