package io.medicaledu.kernel.limit;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets a user try only so many promo codes that do not exist. A try is counted before it is made and taken back if the
 * code exists, each in a transaction of its own: nothing that is refused takes the count along.
 */
@Component
public class GuessLimit {

    private static final String KIND = "promo-code-guess";

    private final HourlyCounts counts;
    private final int most;

    GuessLimit(HourlyCounts counts, LimitProperties properties) {
        this.counts = counts;
        this.most = properties.promoCodeGuesses();
    }

    /**
     * Tries a code, outside of any transaction.
     *
     * @param attempt throws {@code promo-code-unknown} if there is no such code
     * @throws Problem {@code rate-limited} if the user has tried too many
     */
    public <R> R guard(UUID userId, Supplier<R> attempt) {
        if (most == 0) {
            return attempt.get();
        }
        String key = userId.toString();
        if (!counts.tryCount(KIND, key, most)) {
            throw Problem.rateLimited("Too many promo codes that do not exist", counts.untilNext(KIND, key));
        }
        try {
            R result = attempt.get();
            counts.takeBack(KIND, key);
            return result;
        } catch (Problem problem) {
            if (problem.code() != ProblemCode.PROMO_CODE_UNKNOWN) {
                counts.takeBack(KIND, key);
            }
            throw problem;
        }
    }
}
