package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A series of slots by the clock on the wall.
 *
 * @param rrule recurrence rule of RFC 5545, with COUNT or UNTIL
 * @param timeZone the zone of the clock; 09:00 stays 09:00 when daylight saving time begins or ends
 * @param firstStartLocal DTSTART: the first occurrence is the first one of the rule from here on
 * @param price null means the course's price
 * @param skipConflicts whether occurrences for which the instructor has no time are left out, or are a reason to
 *     refuse the whole
 */
public record SeriesPlan(
        UUID courseId,
        String rrule,
        ZoneId timeZone,
        LocalDateTime firstStartLocal,
        int durationMinutes,
        @Nullable Money price,
        int maxParticipants,
        @Nullable String notes,
        @Nullable String meetingUrl,
        boolean skipConflicts) {}
