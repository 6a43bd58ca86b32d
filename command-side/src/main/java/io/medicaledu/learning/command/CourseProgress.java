package io.medicaledu.learning.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How much of a course is done: the share of its required materials, or of all if none is required. */
final class CourseProgress {

    /** Everything is done. */
    static final BigDecimal ALL = new BigDecimal("100.00");

    private CourseProgress() {}

    /** 0 to 100, two decimals. */
    static BigDecimal percentage(Map<UUID, Boolean> requiredById, Set<UUID> completed) {
        Set<UUID> counted = requiredById.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (counted.isEmpty()) {
            counted = requiredById.keySet();
        }
        if (counted.isEmpty()) {
            return new BigDecimal("0.00");
        }
        long done = counted.stream().filter(completed::contains).count();
        return BigDecimal.valueOf(100 * done).divide(BigDecimal.valueOf(counted.size()), 2, RoundingMode.DOWN);
    }
}
