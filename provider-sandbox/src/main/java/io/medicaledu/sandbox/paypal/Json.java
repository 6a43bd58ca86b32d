package io.medicaledu.sandbox.paypal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Small helpers to write PayPal's JSON, which leaves fields without a value out. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static Map<String, Object> object(String name, Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, value);
        return json;
    }

    static void putIfPresent(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static Map<String, Object> money(Money money) {
        Map<String, Object> json = object("currency_code", money.currency());
        json.put("value", money.value());
        return json;
    }

    static Map<String, Object> link(String href, String rel, String method) {
        Map<String, Object> json = object("href", href);
        json.put("rel", rel);
        json.put("method", method);
        return json;
    }

    static <T> List<T> append(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** @param seconds Unix time */
    static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    /** With milliseconds, as events have it. */
    static String millis(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-01-01T00:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }

    /** As it goes over the wire. */
    public static String write(Map<String, Object> json) {
        return MAPPER.writeValueAsString(json);
    }
}
