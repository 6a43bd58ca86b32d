package io.medicaledu.kernel.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what may be done only so often in an hour. The hour begins with the first time; many at once are counted one by one. */
@Component
class HourlyCounts {

    private static final Duration HOUR = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    HourlyCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts one more.
     *
     * @param kind what is counted
     * @param key for whom
     * @return false if there are as many as may be; then it is not counted
     */
    boolean tryCount(String kind, String key, int most) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        INSERT INTO command_side.hourly_counts AS old (kind, key, since, number)
                        VALUES (:kind, :key, :now, 1)
                        ON CONFLICT (kind, key) DO UPDATE SET
                            since = CASE WHEN old.since <= :begin THEN :now ELSE old.since END,
                            number = CASE WHEN old.since <= :begin THEN 1 ELSE old.number + 1 END
                        WHERE old.since <= :begin OR old.number < :most""")
                        .param("kind", kind)
                        .param("key", key)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("begin", now.minus(HOUR).atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** How long until the hour is over. */
    Duration untilNext(String kind, String key) {
        Instant since = jdbc.sql("SELECT since FROM command_side.hourly_counts WHERE kind = ? AND key = ?")
                .params(kind, key)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return Duration.between(clock.instant(), since.plus(HOUR));
    }

    /** It does not count after all. */
    void takeBack(String kind, String key) {
        jdbc.sql("UPDATE command_side.hourly_counts SET number = number - 1 WHERE kind = ? AND key = ? AND number > 0")
                .params(kind, key)
                .update();
    }
}
