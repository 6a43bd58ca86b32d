package io.medicaledu.kernel.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session in somebody's calendar.
 *
 * @param uid the same for the same session, wherever it is moved to
 * @param changedAt makes a later state of it newer
 * @param location where it takes place, if that is known
 */
public record CalendarEntry(
        String uid,
        Instant changedAt,
        Instant start,
        Instant end,
        String title,
        @Nullable String location,
        boolean cancelled) {}
