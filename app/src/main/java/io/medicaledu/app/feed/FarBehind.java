package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Whoever is to go on next of several who are behind: the furthest behind, with those at the same position, up to where they
 * meet the next one. Whoever has failed goes alone, one event at a time.
 *
 * @param limit the last position of this stretch
 * @param most so many events at once
 */
record FarBehind(List<String> names, long from, long limit, int most) {

    static final int BATCH = 1_000;

    /**
     * One of those who are behind.
     *
     * @param attempts how often the next event has failed
     */
    record Member(String name, long position, int attempts) {}

    /**
     * @param due not empty, the furthest behind first
     * @param goal nobody goes further
     */
    static FarBehind of(List<Member> due, long goal) {
        Member last = due.getFirst();
        List<String> names = last.attempts() > 0
                ? List.of(last.name())
                : due.stream()
                        .filter(it -> it.position() == last.position() && it.attempts() == 0)
                        .map(Member::name)
                        .toList();
        long meeting = due.stream()
                .mapToLong(Member::position)
                .filter(position -> position > last.position())
                .min()
                .orElse(goal);
        return new FarBehind(names, last.position(), Math.min(meeting, goal), last.attempts() > 0 ? 1 : BATCH);
    }

    /**
     * What they handle next.
     *
     * @param to where they are then
     * @param isEnd whether nothing but the last few events before the goal is left, or nothing at all
     */
    record Stretch(List<TrackedEventMessage<?>> events, long to, boolean isEnd) {}

    Stretch read(ReadAhead ahead, long goal) {
        if (from >= goal) {
            return new Stretch(List.of(), from, true);
        }
        List<TrackedEventMessage<?>> read = ahead.after(from, most);
        List<TrackedEventMessage<?>> events = upTo(limit, read);
        // Only an event behind the limit tells that there is none before it which may still appear.
        long to = events.size() < read.size() ? limit : read.isEmpty() ? from : EventCursor.position(read.getLast());
        return new Stretch(events, to, read.size() < most);
    }

    static List<TrackedEventMessage<?>> upTo(long limit, List<TrackedEventMessage<?>> events) {
        return events.stream()
                .filter(event -> EventCursor.position(event) <= limit)
                .toList();
    }

    /** The same stretch for one of them, one event at a time: so it is known which one fails. */
    FarBehind oneEventFor(String name) {
        return new FarBehind(List.of(name), from, limit, 1);
    }
}
