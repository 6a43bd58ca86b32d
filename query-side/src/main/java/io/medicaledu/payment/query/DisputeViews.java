package io.medicaledu.payment.query;

import io.medicaledu.payment.api.DisputeView;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Disputes as admins see them, from the rows that PostgreSQL has put together as JSON. */
final class DisputeViews {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DisputeViews() {}

    /** @param rows null if there are none */
    static List<DisputeView> of(@Nullable String rows) {
        return rows == null
                ? List.of()
                : JSON.readTree(rows).valueStream().map(DisputeViews::dispute).toList();
    }

    private static DisputeView dispute(JsonNode row) {
        String state = row.path("state").asString();
        Money standing = money(row, "minor_units");
        return new DisputeView(
                row.path("reference").asString(),
                row.path("provider_transaction_id").asString(null),
                state,
                row.path("reason").asString(null),
                money(row, "disputed_minor_units"),
                money(row, "withdrawn_minor_units"),
                money(row, "reinstated_minor_units"),
                state.equals(DisputeState.Lost.name()) ? standing : Money.zero(standing.currency()),
                time(row.path("created_at").asString()),
                row.path("decided_at").isNull()
                        ? null
                        : time(row.path("decided_at").asString()));
    }

    private static Money money(JsonNode row, String column) {
        return new Money(row.path(column).asLong(0), row.path("currency").asString());
    }

    private static Instant time(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
