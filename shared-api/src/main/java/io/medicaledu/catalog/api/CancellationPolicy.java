package io.medicaledu.catalog.api;

import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a student gets back on cancelling, by the time left until the session starts. A booking keeps the policy that
 * was in force when it was made.
 *
 * @param tiers the first tier (longest notice first) whose notice is still kept decides; none kept means 0 %
 */
public record CancellationPolicy(List<Tier> tiers) {

    /** 100 % until 24 h before the start, 50 % until 2 h, then nothing. */
    public static final CancellationPolicy DEFAULT =
            new CancellationPolicy(List.of(new Tier(24, 100), new Tier(2, 50)));

    /** @param refundPercent 0 to 100, of what was paid, when cancelled at least {@code hoursBefore} the start */
    public record Tier(int hoursBefore, int refundPercent) {

        /** @throws IllegalArgumentException if a number is out of range */
        public Tier {
            if (hoursBefore < 0 || hoursBefore > 24 * 365) {
                throw new IllegalArgumentException("hoursBefore must be 0 to 8760");
            }
            if (refundPercent < 0 || refundPercent > 100) {
                throw new IllegalArgumentException("refundPercent must be 0 to 100");
            }
        }
    }

    /** @throws IllegalArgumentException if there are more than 10 tiers or two with the same notice */
    public CancellationPolicy {
        if (tiers.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("A tier is missing");
        }
        if (tiers.size() > 10) {
            throw new IllegalArgumentException("At most 10 tiers");
        }
        if (new HashSet<>(tiers.stream().map(Tier::hoursBefore).toList()).size() < tiers.size()) {
            throw new IllegalArgumentException("Two tiers have the same hoursBefore");
        }
        tiers = tiers.stream()
                .sorted(Comparator.comparingInt(Tier::hoursBefore).reversed())
                .toList();
    }

    /** What is given back of {@code paid} when cancelled at {@code now}. */
    public Money refundOf(Money paid, Instant now, Instant sessionStart) {
        return paid.percent(tiers.stream()
                .filter(tier -> !now.plus(Duration.ofHours(tier.hoursBefore())).isAfter(sessionStart))
                .mapToInt(Tier::refundPercent)
                .findFirst()
                .orElse(0));
    }

    /** How many hours before the session the last tier ends that gives something back; empty if none does. */
    public Optional<Integer> lastHoursWithRefund() {
        return tiers.stream()
                .filter(tier -> tier.refundPercent() > 0)
                .map(Tier::hoursBefore)
                .min(Comparator.naturalOrder());
    }
}
