package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerBalances;
import io.medicaledu.ledger.api.LedgerBalances.Balance;
import io.medicaledu.ledger.api.LedgerEntryView;
import io.medicaledu.ledger.api.LedgerQuery.FindLedgerBalances;
import io.medicaledu.ledger.api.LedgerQuery.FindLedgerEntries;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about the ledger. */
@Component
class LedgerQueries {

    private final JdbcClient jdbc;

    LedgerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Page<LedgerEntryView> handle(FindLedgerEntries query) {
        return ListQuery.highestFirst("SELECT * FROM read_model.ledger_entries", "event_position")
                .where("booking_id = :booking", "booking", query.bookingId())
                .where("payment_id = :payment", "payment", query.paymentId())
                .where(
                        "account = :account",
                        "account",
                        query.account() == null ? null : query.account().code())
                .page(
                        jdbc,
                        query.page(),
                        LedgerQueries::entry,
                        entry -> Cursor.ofNumber(entry.position(), entry.entryId()));
    }

    @QueryHandler
    LedgerBalances handle(FindLedgerBalances query) {
        List<Balance> balances = jdbc.sql("""
                        SELECT account, currency, sum(minor_units)::bigint AS minor_units, count(*) AS entries
                        FROM read_model.ledger_entries GROUP BY account, currency ORDER BY account, currency""")
                .query((row, index) -> new Balance(row.getString("account"), money(row), row.getLong("entries")))
                .list();
        Map<String, Money> sums = new TreeMap<>();
        balances.forEach(balance -> sums.merge(balance.amount().currency(), balance.amount(), Money::plus));
        return new LedgerBalances(balances, List.copyOf(sums.values()));
    }

    private static LedgerEntryView entry(ResultSet row, int index) throws SQLException {
        return new LedgerEntryView(
                Rows.uuid(row, "id"),
                row.getLong("event_position"),
                row.getInt("entry_no"),
                row.getString("account"),
                Rows.uuid(row, "booking_id"),
                Rows.uuid(row, "payment_id"),
                money(row),
                row.getString("event_type"),
                Rows.instant(row, "recorded_at"));
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getLong("minor_units"), row.getString("currency"));
    }
}
