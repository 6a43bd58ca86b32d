package io.medicaledu.sandbox.stripe;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a call in Stripe's bracket notation, e.g. {@code line_items[0][price_data][currency]}. */
public final class Form {

    private static final int METADATA_KEYS = 50;
    private static final int METADATA_KEY_LENGTH = 40;
    private static final int METADATA_VALUE_LENGTH = 500;

    private final TreeMap<String, String> values;

    /** @throws StripeException if a text cannot be kept */
    public Form(Map<String, String> values) {
        this.values = new TreeMap<>(values);
        this.values.forEach((name, value) -> {
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw StripeException.invalid(null, name.replace("\0", ""), "Invalid string: it contains a null byte");
            }
        });
    }

    /**
     * @param names of scalars, e.g. {@code mode}, and of hashes and arrays, e.g. {@code metadata[}
     * @throws StripeException if there is another parameter
     */
    void allow(Set<String> names) {
        for (String name : values.keySet()) {
            int bracket = name.indexOf('[');
            if (!names.contains(bracket < 0 ? name : name.substring(0, bracket + 1))) {
                throw StripeException.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        }
    }

    /** @throws StripeException if there is any parameter */
    public void allowNone() {
        allow(Set.of());
    }

    /** @throws StripeException if the hash has other fields than these */
    void allowBelow(String hash, Set<String> fields) {
        for (String name : values.tailMap(hash + "[").keySet()) {
            if (!name.startsWith(hash + "[")) {
                return;
            }
            int end = name.indexOf(']');
            if (end < 0 || !fields.contains(name.substring(hash.length() + 1, end))) {
                throw StripeException.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        }
    }

    boolean has(String prefix) {
        String next = values.ceilingKey(prefix);
        return next != null && next.startsWith(prefix);
    }

    String require(String name) {
        return find(name)
                .orElseThrow(() ->
                        StripeException.invalid("parameter_missing", name, "Missing required param: " + name + "."));
    }

    /** The value, unless it is missing or empty. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    @Nullable
    String get(String name) {
        return find(name).orElse(null);
    }

    /** @throws StripeException if it is not an integer */
    Optional<Long> findLong(String name) {
        return find(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw StripeException.invalid("parameter_invalid_integer", name, "Invalid integer: " + value);
            }
        });
    }

    /** Those of the parameters that are given. */
    Map<String, String> filters(String... names) {
        Map<String, String> filters = new TreeMap<>();
        for (String name : names) {
            find(name).ifPresent(value -> filters.put(name, value));
        }
        return filters;
    }

    /** Key and value pairs within Stripe's limits (https://docs.stripe.com/api/metadata). */
    Map<String, String> metadata(String name) {
        Map<String, String> metadata = new TreeMap<>();
        values.tailMap(name + "[").forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]") && !value.isEmpty()) {
                metadata.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        boolean tooLong = metadata.entrySet().stream()
                .anyMatch(each -> each.getKey().length() > METADATA_KEY_LENGTH
                        || each.getValue().length() > METADATA_VALUE_LENGTH);
        if (tooLong || metadata.size() > METADATA_KEYS) {
            throw StripeException.invalid(
                    null,
                    name,
                    "Metadata can have up to 50 keys, with key names up to 40 characters and values up to 500 characters.");
        }
        return metadata;
    }

    /** The same for the same parameters in any order. */
    public String fingerprint() {
        return values.toString();
    }
}
