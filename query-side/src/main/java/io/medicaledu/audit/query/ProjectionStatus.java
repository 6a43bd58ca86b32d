package io.medicaledu.audit.query;

import io.medicaledu.shared.query.EventFollowers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far those who follow the event stream are behind it. */
@Component
public class ProjectionStatus {

    private final EventFollowers followers;
    private final JdbcClient jdbc;

    ProjectionStatus(EventFollowers followers, JdbcClient jdbc) {
        this.followers = followers;
        this.jdbc = jdbc;
    }

    /**
     * A projection, a process manager or the notices.
     *
     * @param position of the last event that it has handled; 0 before the first
     * @param lag positions between that and the newest event, and those that are parked
     * @param replaying whether it handles old events before it goes with the others
     * @param error why it cannot handle an event; null if nothing is wrong
     * @param parked events that it could not handle, or that wait behind one
     */
    public record Status(
            String name,
            long position,
            long head,
            long lag,
            boolean running,
            boolean replaying,
            @Nullable String error,
            long parked) {}

    /** The position of the newest event. */
    public long head() {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_events")
                .query(Long.class)
                .single();
    }

    /** All of them, by name. */
    public List<Status> all() {
        List<EventFollowers.Progress> all = followers.all();
        long head = head();
        return all.stream().map(each -> status(each, head)).toList();
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public Status of(String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody of the name " + name));
    }

    private static Status status(EventFollowers.Progress progress, long head) {
        return new Status(
                progress.name(),
                progress.position(),
                head,
                Math.max(head - progress.position(), 0) + progress.parked(),
                progress.running(),
                progress.replaying(),
                progress.error(),
                progress.parked());
    }
}
