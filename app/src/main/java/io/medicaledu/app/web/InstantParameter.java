package io.medicaledu.app.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.core.convert.converter.Converter;

/** An instant in a query, as ISO-8601 with {@code Z} or an offset. */
final class InstantParameter implements Converter<String, Instant> {

    @Override
    public Instant convert(String text) {
        try {
            Instant time = Instant.parse(text.strip());
            if (Times.isSensible(time)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be an instant, e.g. 2027-01-01T00:00:00Z", e);
        }
        throw new IllegalArgumentException(Times.RANGE);
    }
}
