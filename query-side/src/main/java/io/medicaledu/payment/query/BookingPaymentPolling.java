package io.medicaledu.payment.query;

import io.medicaledu.booking.api.BookingView;
import io.medicaledu.booking.query.BookingNews;
import io.medicaledu.booking.query.BookingNews.Change;
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
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
        // There is something to answer once the payment can be paid, or the booking has come to something without one.
        Look look = new Look(bookingId, caller);
        Optional<PaymentState> state = news.await(
                bookingId,
                caller.userId(),
                EnumSet.of(Change.PAYABLE, Change.DECIDED),
                longest,
                look,
                seen -> look.patience(seen, longest));
        if (state.filter(look::isPayer).isPresent()) {
            return view(state.get(), true);
        }
        BookingView booking = look.booking.orElseThrow(() -> Problem.notFound("booking"));
        if (booking.amount().isZero()) {
            throw Problem.notFound("payment: nothing is to be paid for this booking");
        }
        boolean mayPay = caller.userId().equals(booking.studentId());
        return state.map(it -> view(it, mayPay)).orElseGet(() -> notStarted(booking));
    }

    /** Looks for the payment; and, unless it is the caller's own, for the booking, until that is found. */
    private final class Look implements Supplier<Optional<PaymentState>> {

        private final UUID bookingId;
        private final Caller caller;
        private Optional<BookingView> booking = Optional.empty();

        private Look(UUID bookingId, Caller caller) {
            this.bookingId = bookingId;
            this.caller = caller;
        }

        @Override
        public Optional<PaymentState> get() {
            Optional<PaymentState> state = queries.find(new FindPaymentOfBooking(bookingId), PaymentState.class);
            if (state.filter(this::isPayer).isPresent()) {
                return state;
            }
            if (booking.isEmpty()) {
                booking = bookings.findIfKnown(bookingId, caller);
            }
            return isToBePaid() ? state : Optional.empty();
        }

        private boolean isPayer(PaymentState state) {
            return state.payment().userId().equals(caller.userId());
        }

        private boolean isToBePaid() {
            return booking.filter(found -> !found.amount().isZero()).isPresent();
        }

        private Duration patience(Optional<PaymentState> seen, Duration longest) {
            if (seen.isEmpty() && booking.isEmpty()) {
                return BookingWaiting.patienceIfUnknown(longest);
            }
            boolean isAnswer =
                    seen.filter(BookingPaymentPolling::isWorthAnswering).isPresent();
            boolean isFree = seen.isEmpty() && !isToBePaid();
            return isAnswer || isFree ? Duration.ZERO : longest;
        }
    }

    private static boolean isWorthAnswering(PaymentState state) {
        return state.checkoutUrl() != null || state.payment().status() != PaymentStatus.Pending;
    }

    private static BookingPaymentView view(PaymentState state, boolean mayPay) {
        PaymentView payment = state.payment();
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
