package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists disputes, newest first (https://developer.paypal.com/docs/api/customer-disputes/v1/#disputes_list). */
@Component
public class DisputeSearch {

    private static final int LARGEST_PAGE = 50;
    private static final int DEFAULT_PAGE = 10;

    /** {@code start_time} is deprecated at PayPal in favour of the other two. */
    private static final Map<String, String> BOUNDS =
            Map.of("start_time", ">=", "create_time_after", ">", "create_time_before", "<");

    private static final List<String> FILTERS = List.of(
            "disputed_transaction_id", "dispute_state", "start_time", "create_time_after", "create_time_before");

    private final PayPalStore store;
    private final DisputeJson json;
    private final SandboxUrls urls;

    DisputeSearch(PayPalStore store, DisputeJson json, SandboxUrls urls) {
        this.store = store;
        this.json = json;
        this.urls = urls;
    }

    /**
     * A page.
     *
     * @param query the call's parameters
     * @throws PayPalException if one is wrong
     */
    public Map<String, Object> list(Map<String, String> query) {
        int size = Query.number(query, "page_size", DEFAULT_PAGE, LARGEST_PAGE);
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> params = new HashMap<>();
        String capture = query.get("disputed_transaction_id");
        if (capture != null) {
            conditions.add("capture_id = :capture");
            params.put("capture", capture.replace("\0", ""));
        }
        for (Map.Entry<String, String> bound : BOUNDS.entrySet()) {
            String time = query.get(bound.getKey());
            if (time != null) {
                conditions.add("created_at " + bound.getValue() + " :" + bound.getKey());
                params.put(bound.getKey(), parse(bound.getKey(), time));
            }
        }
        String state = query.get("dispute_state");
        if (state != null) {
            conditions.add("status = ANY (:statuses)");
            params.put("statuses", statuses(state).toArray(String[]::new));
        }
        String token = query.get("next_page_token");
        if (token != null) {
            conditions.add("seq < (SELECT seq FROM provider_sandbox.paypal_disputes WHERE id = :after)");
            params.put("after", store.disputes().get(idOf(token)).id());
        }
        List<Dispute> found = store.disputes()
                .where(String.join(" AND ", conditions) + " ORDER BY seq DESC LIMIT " + (size + 1), params);
        List<Dispute> page = found.subList(0, Math.min(size, found.size()));
        Map<String, Object> answer =
                Json.object("items", page.stream().map(json::summary).toList());
        answer.put("links", links(size, query, found.size() > size ? page.getLast() : null));
        return answer;
    }

    private List<Map<String, Object>> links(int size, Map<String, String> query, @Nullable Dispute last) {
        StringBuilder self = new StringBuilder("/v1/customer/disputes?page_size=" + size);
        for (String name : FILTERS) {
            String value = query.get(name);
            if (value != null) {
                self.append('&').append(name).append('=').append(encode(value));
            }
        }
        List<Map<String, Object>> links = new ArrayList<>();
        links.add(Json.link(urls.payPal(self.toString()), "self", "GET"));
        if (last != null) {
            links.add(Json.link(urls.payPal(self + "&next_page_token=" + encode(tokenOf(last.id()))), "next", "GET"));
        }
        return links;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** PayPal's tokens have the letters of Base64, and no hyphens. */
    private static String tokenOf(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String idOf(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PayPalException.invalidParameter(
                    "next_page_token", "query", "INVALID_PARAMETER_SYNTAX", "The value is no page token.");
        }
    }

    private static List<String> statuses(String states) {
        List<String> wanted = List.of(states.split(","));
        return Arrays.stream(Dispute.Status.values())
                .filter(status -> wanted.contains(status.state()))
                .map(Enum::name)
                .toList();
    }

    private static BigDecimal parse(String name, String time) {
        try {
            Instant parsed = OffsetDateTime.parse(time).toInstant();
            return BigDecimal.valueOf(parsed.getEpochSecond()).add(BigDecimal.valueOf(parsed.getNano(), 9));
        } catch (DateTimeParseException e) {
            throw PayPalException.invalidParameter(
                    name, "query", "INVALID_PARAMETER_SYNTAX", "The value is no Internet date and time.");
        }
    }
}
