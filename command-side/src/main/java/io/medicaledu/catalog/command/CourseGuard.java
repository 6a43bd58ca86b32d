package io.medicaledu.catalog.command;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps those who book a course, or open slots for it, apart from those who hand it over or leave it, on whichever nodes they
 * are: many of the former at a time, or one of the latter. A lock in the database's memory, until the end of the transaction.
 */
@Component
class CourseGuard {

    private final JdbcClient jdbc;

    CourseGuard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if somebody is just handing the course over. Whoever reads its terms after this reads what they have left. */
    boolean tryEnter(UUID courseId) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock_shared(?)")
                .param(key(courseId))
                .query(Boolean.class)
                .single();
    }

    /** Waits for those who are at it; nobody comes in until the end of the transaction. In one order, whoever asks. */
    void close(Collection<UUID> courseIds) {
        courseIds.stream()
                .map(CourseGuard::key)
                .sorted()
                .forEach(key -> jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                        .param(key)
                        .query((row, index) -> key)
                        .list());
    }

    private static long key(UUID courseId) {
        return courseId.getMostSignificantBits() ^ courseId.getLeastSignificantBits();
    }
}
