package io.medicaledu.app.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be put forward, and goes on from there. */
final class AdjustableClock extends Clock {

    private final AtomicReference<Duration> offset;

    AdjustableClock(Duration offset) {
        this.offset = new AtomicReference<>(offset);
    }

    /** @return how far it is ahead now */
    Duration advance(Duration by) {
        return offset.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Everything here is UTC");
    }
}
