package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import io.medicaledu.sandbox.paypal.TransactionQuery.Wanted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads the account's book (https://developer.paypal.com/docs/api/transaction-search/v1/#search_get). */
@Component
public class TransactionSearch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");
    private static final int MOST = 10_000;
    private static final String WHERE = """
            FROM provider_sandbox.paypal_transactions
            WHERE initiated_at >= :from AND initiated_at <= :to AND initiated_at <= :known
                AND (CAST(:id AS text) IS NULL OR id = :id)
                AND (CAST(:code AS text) IS NULL OR event_code = :code)
                AND (CAST(:status AS text) IS NULL OR status = :status)
                AND (CAST(:currency AS text) IS NULL OR currency = :currency)
            """;

    private final SandboxDatabase database;
    private final SandboxUrls urls;
    private final Duration delay;
    private final Clock clock;

    TransactionSearch(SandboxDatabase database, SandboxUrls urls, SandboxProperties properties, Clock clock) {
        this.database = database;
        this.urls = urls;
        this.delay = properties.paypal().reportingDelay();
        this.clock = clock;
    }

    /**
     * A page, oldest first.
     *
     * @param query the call's parameters
     * @throws PayPalException if one is wrong, or there are more than PayPal lists
     */
    public Map<String, Object> list(Map<String, String> query) {
        Wanted wanted = TransactionQuery.parse(query);
        Instant known = clock.instant().minus(delay);
        int total = bind("SELECT count(*) " + WHERE, wanted, known)
                .query(Integer.class)
                .single();
        if (total > MOST) {
            throw PayPalException.invalidParameter(
                    "end_date",
                    "query",
                    "RESULTSET_TOO_LARGE",
                    "Result set size is greater than the maximum limit. Change the filter criteria and try again.");
        }
        List<Map<String, Object>> details = bind(
                        "SELECT * " + WHERE + " ORDER BY initiated_at, seq LIMIT :limit OFFSET :offset", wanted, known)
                .param("limit", wanted.pageSize())
                .param("offset", (wanted.page() - 1L) * wanted.pageSize())
                .query((row, index) -> details(row, wanted.allFields()))
                .list();
        int pages = (total + wanted.pageSize() - 1) / wanted.pageSize();
        Map<String, Object> json = Json.object("transaction_details", details);
        json.put("account_number", Account.MERCHANT_ID);
        json.put("start_date", text(wanted.from()));
        json.put("end_date", text(wanted.to()));
        json.put("last_refreshed_datetime", text(known));
        json.put("page", wanted.page());
        json.put("total_items", total);
        json.put("total_pages", pages);
        json.put("links", links(wanted, pages));
        return json;
    }

    private StatementSpec bind(String sql, Wanted wanted, Instant known) {
        return database.sql(sql)
                .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                .param("to", wanted.to().atOffset(ZoneOffset.UTC))
                .param("known", known.atOffset(ZoneOffset.UTC))
                .param("id", wanted.id())
                .param("code", wanted.code())
                .param("status", wanted.status())
                .param("currency", wanted.currency());
    }

    private static Map<String, Object> details(ResultSet row, boolean all) throws SQLException {
        Money amount = new Money(row.getString("currency"), row.getLong("units"));
        Map<String, Object> info = Json.object("paypal_account_id", Account.PAYER_ID);
        info.put("transaction_id", row.getString("id"));
        info.put("paypal_reference_id", row.getString("reference_id"));
        info.put("paypal_reference_id_type", row.getString("reference_type"));
        info.put("transaction_event_code", row.getString("event_code"));
        info.put("transaction_initiation_date", text(instant(row, "initiated_at")));
        info.put("transaction_updated_date", text(instant(row, "updated_at")));
        info.put("transaction_amount", Json.money(amount));
        info.put("fee_amount", Json.money(Money.zero(amount.currency())));
        info.put("transaction_status", row.getString("status"));
        Json.putIfPresent(info, "invoice_id", row.getString("invoice_id"));
        Json.putIfPresent(info, "custom_field", row.getString("custom_id"));
        info.put("protection_eligibility", "02");
        Map<String, Object> details = Json.object("transaction_info", info);
        if (all) {
            details.put("payer_info", Account.payerInfo());
            List.of("shipping_info", "cart_info", "store_info", "auction_info", "incentive_info")
                    .forEach(name -> details.put(name, Map.of()));
        }
        return details;
    }

    private List<Map<String, Object>> links(Wanted wanted, int pages) {
        List<Map<String, Object>> links = new ArrayList<>();
        links.add(link(wanted, wanted.page(), "self"));
        if (wanted.page() < pages) {
            links.add(link(wanted, wanted.page() + 1, "next"));
            links.add(link(wanted, pages, "last"));
        }
        if (wanted.page() > 1) {
            links.add(link(wanted, 1, "first"));
            links.add(link(wanted, wanted.page() - 1, "prev"));
        }
        return links;
    }

    private Map<String, Object> link(Wanted wanted, int page, String rel) {
        return Json.link(
                urls.payPal("/v1/reporting/transactions?start_date=" + wanted.from() + "&end_date=" + wanted.to()
                        + "&page_size=" + wanted.pageSize() + "&page=" + page
                        + (wanted.allFields() ? "&fields=all" : "")),
                rel,
                "GET");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
