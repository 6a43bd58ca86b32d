package io.medicaledu.payment.paypal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Reads disputes (https://developer.paypal.com/docs/api/customer-disputes/v1/). */
final class PayPalDisputes {

    private static final String LIST = "/v1/customer/disputes?";

    /** PayPal wants exactly three decimals here. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final PayPalCalls calls;

    PayPalDisputes(PayPalCalls calls) {
        this.calls = calls;
    }

    /** What a dispute says about each capture that it is about. */
    List<PayPalDispute> read(String disputeId) {
        return PayPalDispute.of(calls.get("/v1/customer/disputes/{id}", disputeId));
    }

    /** All about one capture. */
    List<PayPalDispute> about(String captureId) {
        return calls.get(LIST + "disputed_transaction_id={id}", captureId)
                .path("items")
                .valueStream()
                .flatMap(item -> read(item.path("dispute_id").asString("")).stream())
                .filter(dispute -> dispute.captureId().equals(captureId))
                .toList();
    }

    /**
     * The ids of those that were opened within the time. What PayPal takes for after and before is not said, so it is asked
     * for a second more on either side.
     *
     * @param from at most 180 days ago; PayPal lists no older ones
     */
    List<String> opened(Instant from, Instant until) {
        if (until.isBefore(from)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        Optional<JsonNode> page = Optional.of(calls.get(
                LIST + "create_time_after={from}&create_time_before={until}&page_size=50",
                TIME.format(from.minusSeconds(1)),
                TIME.format(until.plusSeconds(1))));
        while (page.isPresent()) {
            page.get()
                    .path("items")
                    .valueStream()
                    .filter(item -> isWithin(PayPalJson.time(item, "create_time"), from, until))
                    .forEach(item -> ids.add(item.path("dispute_id").asString("")));
            page = PayPalJson.link(page.get(), "next").map(this::follow);
        }
        return ids;
    }

    private static boolean isWithin(Instant time, Instant from, Instant until) {
        return !time.isBefore(from) && !time.isAfter(until);
    }

    /** Of a link only its parameters are used: where PayPal is, we know ourselves. */
    private JsonNode follow(String link) {
        MultiValueMap<String, String> parameters =
                UriComponentsBuilder.fromUriString(link).build().getQueryParams();
        String query = parameters.keySet().stream()
                .map(name -> name + "={" + name + "}")
                .collect(Collectors.joining("&"));
        String[] values = parameters.values().stream()
                .map(each -> UriUtils.decode(String.valueOf(each.getFirst()), StandardCharsets.UTF_8))
                .toArray(String[]::new);
        return calls.get(LIST + query, values);
    }
}
