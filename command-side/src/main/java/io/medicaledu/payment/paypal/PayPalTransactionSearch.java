package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.ProviderRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads the account's book (https://developer.paypal.com/docs/api/transaction-search/v1/#search_get), which shows a
 * transaction three hours later at most, and for three years.
 */
final class PayPalTransactionSearch {

    private static final String PATH =
            "/v1/reporting/transactions?start_date={from}&end_date={until}" + "&fields=all&page_size=500&page={page}";
    private static final Duration LONGEST = Duration.ofDays(31);

    private final PayPalCalls calls;

    PayPalTransactionSearch(PayPalCalls calls) {
        this.calls = calls;
    }

    /**
     * What was initiated within the time, both ends included; some may come twice.
     *
     * @return each row's {@code transaction_info}
     */
    List<JsonNode> rows(Instant from, Instant until) {
        List<JsonNode> rows = new ArrayList<>();
        read(
                from.truncatedTo(ChronoUnit.SECONDS),
                until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                rows);
        return rows;
    }

    /**
     * Halves what is too long or has too many rows (10,000). The parts are of one length as PayPal refuses one that
     * begins after its book's end, which a short one at the end might do.
     */
    private void read(Instant from, Instant until, List<JsonNode> rows) {
        Duration length = Duration.between(from, until);
        if (length.compareTo(LONGEST) > 0 || !readPages(from, until, rows)) {
            Instant middle = from.plusSeconds(length.toSeconds() / 2);
            read(from, middle, rows);
            read(middle, until, rows);
        }
    }

    /** False if there are too many rows, and the time can be divided. */
    private boolean readPages(Instant from, Instant until, List<JsonNode> rows) {
        try {
            int pages = 1;
            for (int page = 1; page <= pages; page++) {
                JsonNode answer = calls.get(PATH, from.toString(), until.toString(), String.valueOf(page));
                answer.path("transaction_details")
                        .valueStream()
                        .map(details -> details.path("transaction_info"))
                        .forEach(rows::add);
                pages = answer.path("total_pages").asInt(1);
            }
            return true;
        } catch (ProviderRefusedException e) {
            boolean divisible = Duration.between(from, until).toSeconds() > 1;
            if (divisible
                    && PayPalRefusal.in(e)
                            .filter(refusal -> refusal.issue().equals("RESULTSET_TOO_LARGE"))
                            .isPresent()) {
                return false;
            }
            throw e;
        }
    }
}
