package io.medicaledu.shared.query;

import io.medicaledu.shared.Problem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of a list ends: what it is ordered by, and the id.
 *
 * @param key a number, or a time in microseconds, as PostgreSQL keeps it
 */
public record Cursor(long key, UUID id) {

    private static final int BYTES = 24;

    /** Of a list that is ordered by a time. */
    public Cursor(Instant time, UUID id) {
        this(ChronoUnit.MICROS.between(Instant.EPOCH, time), id);
    }

    /** Of a list that is ordered by a number. */
    public static Cursor ofNumber(long number, UUID id) {
        return new Cursor(number, id);
    }

    /** The key as a time. */
    public Instant time() {
        return Instant.EPOCH.plus(key, ChronoUnit.MICROS);
    }

    /** The text that clients hand back; they must not look into it. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(key)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws Problem {@code validation} if it is none of ours */
    public static Cursor decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Cursor(buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like one of a wrong length.
        }
        throw Problem.invalid("cursor", "is not a cursor of this list");
    }
}
