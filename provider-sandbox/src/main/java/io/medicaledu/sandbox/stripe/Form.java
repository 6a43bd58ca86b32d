package io.medicaledu.sandbox.stripe;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** A form-encoded body in Stripe's bracket notation, e.g. {@code line_items[0][price_data][currency]}. */
final class Form {

    private final Map<String, String> values;

    Form(MultiValueMap<String, String> values) {
        this.values = new TreeMap<>(values.asSingleValueMap());
    }

    String require(String name) {
        return find(name)
                .orElseThrow(() -> new StripeException(
                        400,
                        "invalid_request_error",
                        "parameter_missing",
                        name,
                        "Missing required param: " + name + "."));
    }

    Optional<String> find(String name) {
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
                throw StripeException.invalid(name, "Invalid integer: " + value);
            }
        });
    }

    /** The entries of a hash, e.g. of {@code metadata}. */
    Map<String, String> hash(String name) {
        Map<String, String> hash = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                hash.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return hash;
    }

    /** The same for the same parameters in any order. */
    String fingerprint() {
        return values.toString();
    }
}
