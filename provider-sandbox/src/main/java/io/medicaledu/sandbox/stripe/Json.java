package io.medicaledu.sandbox.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small helpers to write Stripe's JSON. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private Json() {}

    /** What every object begins with. */
    static Map<String, @Nullable Object> object(String id, String kind) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("object", kind);
        return json;
    }

    /** An object of fields without a value. */
    static Map<String, @Nullable Object> nulls(String... names) {
        return putNulls(new LinkedHashMap<>(), names);
    }

    static Map<String, @Nullable Object> putNulls(Map<String, @Nullable Object> json, String... names) {
        for (String name : names) {
            json.put(name, null);
        }
        return json;
    }

    static Map<String, @Nullable Object> parse(String json) {
        return MAPPER.readValue(json, MAP);
    }

    /** As it goes over the wire. */
    public static String write(Map<String, @Nullable Object> json) {
        return MAPPER.writeValueAsString(json);
    }
}
