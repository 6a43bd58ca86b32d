package io.medicaledu.notification.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Collects the changes of a course for a while, so that ten of them are told as one. */
@Component
class CourseDigests {

    private final JdbcClient jdbc;
    private final Duration interval;
    private final Clock clock;

    CourseDigests(JdbcClient jdbc, DigestProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.interval = properties.digestInterval();
        this.clock = clock;
    }

    /**
     * Adds a change.
     *
     * @return when the digest that it opens is to be told; empty if it goes into one that is open
     */
    Optional<Instant> add(UUID courseId) {
        Instant now = clock.instant();
        boolean opened = jdbc.sql("""
                        INSERT INTO command_side.course_digests AS old (course_id, since) VALUES (:course, :now)
                        ON CONFLICT (course_id) DO UPDATE SET since = :now WHERE old.since <= :begin""")
                        .param("course", courseId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("begin", now.minus(interval).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        return opened ? Optional.of(now.plus(interval)) : Optional.empty();
    }
}
