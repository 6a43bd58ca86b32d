package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who waits for a seat of a slot, in their order, and for whom one is kept. */
final class Waitlist {

    private final Set<UUID> waiting = new LinkedHashSet<>();
    private final Map<UUID, Instant> offers = new LinkedHashMap<>();
    private @Nullable WaitlistJoined terms;
    private boolean paused;

    /** How many wait, those with an offer included. */
    int size() {
        return waiting.size() + offers.size();
    }

    boolean isOfferedTo(UUID studentId) {
        return offers.containsKey(studentId);
    }

    /** True if the offer is the one that ends at this time. */
    boolean isOfferedTo(UUID studentId, Instant until) {
        return until.equals(offers.get(studentId));
    }

    boolean isWaiting(UUID studentId) {
        return waiting.contains(studentId);
    }

    /** 1 for the next, 0 with an offer. */
    int position(UUID studentId) {
        List<UUID> line = new ArrayList<>(waiting);
        return line.indexOf(studentId) + 1;
    }

    /** Who comes next. */
    Optional<UUID> next() {
        return waiting.stream().findFirst();
    }

    /** Until when a seat that is free now can be kept; empty if it is too late for that. */
    Optional<Instant> offerUntil(Instant start, Instant now) {
        if (terms == null || paused) {
            return Optional.empty();
        }
        Instant latest = start.minus(Duration.ofMinutes(terms.closesMinutesBefore()));
        Instant until = now.plus(Duration.ofSeconds(terms.offerSeconds()));
        // As exact as the database can say it, which has to name the same offer again.
        Instant earlier = (until.isBefore(latest) ? until : latest).truncatedTo(ChronoUnit.MILLIS);
        return earlier.isAfter(now) ? Optional.of(earlier) : Optional.empty();
    }

    void join(WaitlistJoined event) {
        terms = event;
        waiting.add(event.studentId());
    }

    void offer(SeatOffered event) {
        waiting.remove(event.studentId());
        offers.put(event.studentId(), event.until());
    }

    /** With the last one the line is a new one. */
    void leave(UUID studentId) {
        waiting.remove(studentId);
        offers.remove(studentId);
        paused &= size() > 0;
    }

    /** For whom seats are kept. */
    List<UUID> offered() {
        return List.copyOf(offers.keySet());
    }

    /** True while nobody is offered a seat, as the course is not offered. */
    boolean isPaused() {
        return paused;
    }

    /** True if seats are free for those who wait, and nobody else. */
    boolean isHolding() {
        return paused && !waiting.isEmpty();
    }

    /** Who was offered a seat is the next again. */
    void pause() {
        paused = true;
        List<UUID> behind = new ArrayList<>(waiting);
        waiting.clear();
        waiting.addAll(offers.keySet());
        waiting.addAll(behind);
        offers.clear();
    }

    void resume() {
        paused = false;
    }

    void close() {
        waiting.clear();
        offers.clear();
        paused = false;
    }
}
