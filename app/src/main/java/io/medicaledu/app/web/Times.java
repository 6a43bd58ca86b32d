package io.medicaledu.app.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Which times are taken: from the year 1 to 9999, far inside what PostgreSQL can keep. */
final class Times {

    static final String RANGE = "must be between the years 1 and 9999";

    private Times() {}

    static boolean isSensible(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= 9999;
    }

    static boolean isSensible(Instant time) {
        return isSensible(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
    }
}
