package io.medicaledu.app.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant as an option: ISO-8601 with {@code Z} or an offset, of a year that PostgreSQL can keep. */
final class InstantOption implements ITypeConverter<Instant> {

    private static final int LAST_YEAR = 9999;

    @Override
    public Instant convert(String text) {
        try {
            Instant time = Instant.parse(text.strip());
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no instant like 2027-01-01T00:00:00Z");
        }
        throw new TypeConversionException("'" + text + "' is not between the years 1 and 9999");
    }
}
