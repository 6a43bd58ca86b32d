package io.medicaledu.scheduling.query;

import io.medicaledu.scheduling.api.CancellationQuery.FindCancellation;
import io.medicaledu.scheduling.api.CancellationQuery.Scope;
import io.medicaledu.scheduling.api.CancellationView;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what the tables say of a cancellation. */
final class CancellationReport {

    private CancellationReport() {}

    record Head(String reason, String cancelledBy, Instant cancelledAt) {}

    record BookingCounts(
            int total,
            int cancelled,
            int remaining,
            @Nullable Instant lastEnd) {}

    /** Refunds of one state and currency. */
    record RefundCounts(
            String state, int count, Money amount, @Nullable Instant lastEnd) {}

    static Head head(ResultSet row, int index) throws SQLException {
        return new Head(row.getString("reason"), row.getString("cancelled_by"), Rows.instant(row, "cancelled_at"));
    }

    static BookingCounts bookings(ResultSet row, int index) throws SQLException {
        return new BookingCounts(
                row.getInt("total"),
                row.getInt("cancelled"),
                row.getInt("remaining"),
                Rows.instantOrNull(row, "ended_at"));
    }

    static RefundCounts refunds(ResultSet row, int index) throws SQLException {
        return new RefundCounts(
                row.getString("state"),
                row.getInt("count"),
                Rows.money(row, "amount"),
                Rows.instantOrNull(row, "ended_at"));
    }

    static CancellationView of(FindCancellation query, Head head, BookingCounts bookings, List<RefundCounts> all) {
        List<RefundCounts> refunds =
                all.stream().filter(each -> !each.state().equals("NotNeeded")).toList();
        int owed = count(refunds, OwedRefunds.OWED);
        int succeeded = count(refunds, OwedRefunds.SUCCEEDED);
        int failed = count(refunds, OwedRefunds.FAILED);
        int pending = owed + count(refunds, OwedRefunds.REQUESTED);
        boolean complete = bookings.remaining() == 0 && pending == 0;
        return new CancellationView(
                query.scope() == Scope.Slot ? query.id() : null,
                query.scope() == Scope.Series ? query.id() : null,
                head.reason(),
                head.cancelledAt(),
                head.cancelledBy(),
                new CancellationView.Bookings(
                        bookings.total(),
                        bookings.cancelled(),
                        bookings.total() - bookings.cancelled() - bookings.remaining(),
                        bookings.remaining()),
                new CancellationView.Refunds(pending - owed + succeeded + failed, succeeded, failed, pending),
                amounts(refunds),
                complete,
                complete ? lastOf(head, bookings, refunds) : null);
    }

    private static int count(List<RefundCounts> refunds, String state) {
        return refunds.stream()
                .filter(each -> each.state().equals(state))
                .mapToInt(RefundCounts::count)
                .sum();
    }

    private static List<CancellationView.Amounts> amounts(List<RefundCounts> refunds) {
        return refunds.stream()
                .map(each -> each.amount().currency())
                .distinct()
                .sorted()
                .map(currency -> new CancellationView.Amounts(
                        currency,
                        total(refunds, currency, state -> true),
                        total(refunds, currency, OwedRefunds.SUCCEEDED::equals),
                        total(refunds, currency, OwedRefunds.FAILED::equals)))
                .toList();
    }

    private static String total(List<RefundCounts> refunds, String currency, Predicate<String> states) {
        return refunds.stream()
                .filter(each -> each.amount().currency().equals(currency) && states.test(each.state()))
                .map(RefundCounts::amount)
                .reduce(Money.zero(currency), Money::plus)
                .amount();
    }

    private static Instant lastOf(Head head, BookingCounts bookings, List<RefundCounts> refunds) {
        Stream<@Nullable Instant> ends =
                Stream.concat(Stream.of(bookings.lastEnd()), refunds.stream().map(RefundCounts::lastEnd));
        Instant last = head.cancelledAt();
        for (Instant end : ends.toList()) {
            if (end != null && end.isAfter(last)) {
                last = end;
            }
        }
        return last;
    }
}
