package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.EventFollowers;
import io.medicaledu.shared.query.Projections;
import org.springframework.stereotype.Component;

/** Builds a read table anew by replaying the events. Sagas and workers take no part in a replay. */
@Component
class ProjectionRebuild {

    private final EventFollowers followers;
    private final ProjectionStatus status;

    ProjectionRebuild(EventFollowers followers, ProjectionStatus status) {
        this.followers = followers;
        this.status = status;
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    void start(String name) {
        requireProjection(name);
        followers.rebuild(name);
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    ProjectionStatus.Status progress(String name) {
        requireProjection(name);
        return status.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("projection"));
    }

    private static void requireProjection(String name) {
        if (!Projections.NAMES.contains(name)) {
            throw Problem.notFound("projection");
        }
    }
}
