package io.medicaledu.kernel.guess;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a user try only so many codes that do not exist. A try is counted before it is made and taken back if the code
 * exists, each in a transaction of its own: many at once do not get round the limit, and nothing that is refused takes
 * the count along.
 */
@Component
public class GuessLimit {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final int most;
    private final Clock clock;

    GuessLimit(JdbcClient jdbc, GuessProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.most = properties.guessesPerHour();
        this.clock = clock;
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
        count(userId);
        try {
            R result = attempt.get();
            takeBack(userId);
            return result;
        } catch (Problem problem) {
            if (problem.code() != ProblemCode.PROMO_CODE_UNKNOWN) {
                takeBack(userId);
            }
            throw problem;
        }
    }

    private void count(UUID userId) {
        Instant now = clock.instant();
        boolean counted = jdbc.sql("""
                        INSERT INTO command_side.promo_code_guesses AS old (user_id, since, guesses)
                        VALUES (:user, :now, 1)
                        ON CONFLICT (user_id) DO UPDATE SET
                            since = CASE WHEN old.since <= :begin THEN :now ELSE old.since END,
                            guesses = CASE WHEN old.since <= :begin THEN 1 ELSE old.guesses + 1 END
                        WHERE old.since <= :begin OR old.guesses < :most""")
                        .param("user", userId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("begin", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
        if (!counted) {
            throw Problem.rateLimited("Too many promo codes that do not exist", untilNext(userId, now));
        }
    }

    private Duration untilNext(UUID userId, Instant now) {
        Instant since = jdbc.sql("SELECT since FROM command_side.promo_code_guesses WHERE user_id = ?")
                .param(userId)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return Duration.between(now, since.plus(WINDOW));
    }

    private void takeBack(UUID userId) {
        jdbc.sql("UPDATE command_side.promo_code_guesses SET guesses = guesses - 1 WHERE user_id = ? AND guesses > 0")
                .param(userId)
                .update();
    }
}
