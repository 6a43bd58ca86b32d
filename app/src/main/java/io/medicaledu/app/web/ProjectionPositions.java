package io.medicaledu.app.web;

import io.medicaledu.shared.query.EventFollowers;
import io.medicaledu.shared.query.Projections;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How far the projections are in the event stream. */
@Component
class ProjectionPositions {

    private final EventFollowers followers;

    ProjectionPositions(EventFollowers followers) {
        this.followers = followers;
    }

    /** False if a projection has not handled the event at the position within the time. */
    boolean awaitReached(long position, Duration longest) throws InterruptedException {
        return followers.awaitReached(Projections.NAMES, position, longest);
    }
}
