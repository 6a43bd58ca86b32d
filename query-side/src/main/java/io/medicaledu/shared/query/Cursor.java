package io.medicaledu.shared.query;

import io.medicaledu.shared.Problem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Where a page of a list ends: the time it is ordered by (in microseconds, as PostgreSQL keeps it) and the id. */
public record Cursor(Instant time, UUID id) {

    private static final int BYTES = 24;

    /** The text that clients hand back; they must not look into it. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
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
                Instant time = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
                return new Cursor(time, new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Answered below, like one of a wrong length.
        }
        throw Problem.invalid("cursor", "is not a cursor of this list");
    }
}
