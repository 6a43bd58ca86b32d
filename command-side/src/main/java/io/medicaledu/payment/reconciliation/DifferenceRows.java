package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table of differences. */
final class DifferenceRows {

    private static final PaymentProvider[] PROVIDERS = PaymentProvider.values();

    private DifferenceRows() {}

    static Difference difference(ResultSet row, int index) throws SQLException {
        OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new Difference(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                finding(row),
                Difference.State.valueOf(row.getString("state")),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getString("closed_by"),
                row.getString("note"));
    }

    private static Finding finding(ResultSet row) throws SQLException {
        String stateThere = row.getString("state_there");
        String stateHere = row.getString("state_here");
        return new Finding(
                PROVIDERS[row.getInt("provider")],
                DifferenceKind.valueOf(row.getString("kind")),
                ProviderTransactions.Kind.valueOf(row.getString("transaction_kind")),
                row.getString("reference"),
                row.getString("capture_reference"),
                row.getObject("payment_id", UUID.class),
                row.getObject("refund_id", UUID.class),
                money(row, "there"),
                stateThere == null ? null : Movement.State.valueOf(stateThere),
                money(row, "here"),
                stateHere == null ? null : ProviderTransactions.State.valueOf(stateHere),
                row.getString("reason"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                RepairAction.valueOf(row.getString("action")));
    }

    private static @Nullable Money money(ResultSet row, String side) throws SQLException {
        String currency = row.getString("currency_" + side);
        return currency == null ? null : new Money(row.getLong("minor_units_" + side), currency);
    }
}
