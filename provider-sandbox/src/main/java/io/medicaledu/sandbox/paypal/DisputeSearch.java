package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
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
        String since = query.get("start_time");
        if (since != null) {
            conditions.add("created_at >= :since");
            params.put("since", parse(since));
        }
        String state = query.get("dispute_state");
        if (state != null) {
            conditions.add("status = ANY (:statuses)");
            params.put("statuses", statuses(state).toArray(String[]::new));
        }
        String token = query.get("next_page_token");
        if (token != null) {
            conditions.add("seq < (SELECT seq FROM provider_sandbox.paypal_disputes WHERE id = :after)");
            params.put("after", store.disputes().get(token).id());
        }
        List<Dispute> found = store.disputes()
                .where(String.join(" AND ", conditions) + " ORDER BY seq DESC LIMIT " + (size + 1), params);
        List<Dispute> page = found.subList(0, Math.min(size, found.size()));
        Map<String, Object> answer =
                Json.object("items", page.stream().map(json::summary).toList());
        answer.put("links", links(size, since, found.size() > size ? page.getLast() : null));
        return answer;
    }

    private List<Map<String, Object>> links(int size, @Nullable String since, @Nullable Dispute last) {
        String self =
                urls.payPal("/v1/customer/disputes?page_size=" + size + (since == null ? "" : "&start_time=" + since));
        List<Map<String, Object>> links = new ArrayList<>();
        links.add(Json.link(self, "self", "GET"));
        if (last != null) {
            links.add(Json.link(self + "&next_page_token=" + last.id(), "next", "GET"));
        }
        return links;
    }

    private static List<String> statuses(String states) {
        List<String> wanted = List.of(states.split(","));
        return Arrays.stream(Dispute.Status.values())
                .filter(status -> wanted.contains(status.state()))
                .map(Enum::name)
                .toList();
    }

    private static long parse(String time) {
        try {
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeParseException e) {
            throw PayPalException.invalidParameter(
                    "start_time", "query", "INVALID_PARAMETER_SYNTAX", "The value is no Internet date and time.");
        }
    }
}
