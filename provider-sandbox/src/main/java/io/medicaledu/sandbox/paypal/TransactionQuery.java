package io.medicaledu.sandbox.paypal;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of transaction search. */
final class TransactionQuery {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int LARGEST_PAGE = 500;
    private static final int DEFAULT_PAGE = 100;

    private TransactionQuery() {}

    /** What is searched for; both ends are part of it. */
    record Wanted(
            Instant from,
            Instant to,
            @Nullable String id,
            @Nullable String code,
            @Nullable String status,
            @Nullable String currency,
            boolean allFields,
            int page,
            int pageSize) {}

    /** @throws PayPalException if a parameter is wrong */
    static Wanted parse(Map<String, String> query) {
        Instant from = time(query, "start_date");
        Instant to = time(query, "end_date");
        if (to.isBefore(from)) {
            throw invalid("end_date", "INVALID_PARAMETER_VALUE", "End date is before start date");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw invalid("end_date", "INVALID_DATE_RANGE", "Date range is greater than 31 days");
        }
        return new Wanted(
                from,
                to,
                text(query, "transaction_id"),
                text(query, "transaction_type"),
                text(query, "transaction_status"),
                text(query, "transaction_currency"),
                "all".equals(query.get("fields")),
                Query.number(query, "page", 1, Integer.MAX_VALUE),
                Query.number(query, "page_size", DEFAULT_PAGE, LARGEST_PAGE));
    }

    private static @Nullable String text(Map<String, String> query, String name) {
        String value = query.get(name);
        if (value != null && value.indexOf('\0') >= 0) {
            throw invalid(name, "INVALID_PARAMETER_SYNTAX", "The value does not conform to the expected format.");
        }
        return value;
    }

    private static Instant time(Map<String, String> query, String name) {
        String value = query.get(name);
        if (value == null) {
            throw invalid(name, "MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing.");
        }
        try {
            Instant time = OffsetDateTime.parse(value.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                    .toInstant();
            if (time.isAfter(Instant.EPOCH)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Refused below.
        }
        throw invalid(name, "INVALID_PARAMETER_SYNTAX", "The value is no Internet date and time.");
    }

    private static PayPalException invalid(String name, String issue, String description) {
        return PayPalException.invalidParameter(name, "query", issue, description);
    }
}
