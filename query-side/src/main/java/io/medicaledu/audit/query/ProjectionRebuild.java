package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.ProjectionRebuilds;
import io.medicaledu.shared.query.ProjectionRebuilds.Purpose;
import io.medicaledu.shared.query.ProjectionRebuilds.Report;
import io.medicaledu.shared.query.Projections;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds read tables anew by replaying the events, or says whether that would change anything. */
@Component
class ProjectionRebuild {

    private final ProjectionRebuilds rebuilds;
    private final ProjectionStatus status;

    ProjectionRebuild(ProjectionRebuilds rebuilds, ProjectionStatus status) {
        this.rebuilds = rebuilds;
        this.status = status;
    }

    /**
     * How far a rebuild or a comparison is, or how the last one ended.
     *
     * @param position of the last event that the new tables tell of; without a rebuild, that the tables tell of that are read
     * @param lag positions between that and the newest event
     * @param running whether this node works on it
     * @param replaying whether one is at work
     * @param error why it cannot go on for now; null if nothing is wrong
     * @param positionsPerSecond how fast it goes; null before it is known
     * @param secondsLeft at that rate; null before it is known
     * @param last how the last one ended; null if there was none
     */
    record Progress(
            String name,
            long position,
            long head,
            long lag,
            boolean running,
            boolean replaying,
            @Nullable String error,
            @Nullable Long positionsPerSecond,
            @Nullable Long secondsLeft,
            @Nullable Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable Report last) {}

    /** @throws Problem {@code not-found} if there is no such projection; {@code rebuild-state} if the other one is at work */
    void start(String name, Purpose purpose, String by) {
        requireProjection(name);
        if (!rebuilds.request(name, purpose, by)) {
            throw new Problem(
                    ProblemCode.REBUILD_STATE,
                    purpose == Purpose.Replace
                            ? "The projection is being compared; cancel that, or wait for its end"
                            : "The projection is being rebuilt; cancel that, or wait for its end");
        }
    }

    /** @throws Problem {@code not-found} if there is none at work */
    void cancel(String name, Purpose purpose) {
        requireProjection(name);
        if (!rebuilds.cancel(name, purpose)) {
            throw Problem.notFound(purpose == Purpose.Replace ? "rebuild" : "comparison");
        }
    }

    /** @throws Problem {@code not-found} if there is no such projection */
    Progress progress(String name, Purpose purpose) {
        requireProjection(name);
        ProjectionRebuilds.Progress atWork =
                rebuilds.progress(name).filter(it -> it.purpose() == purpose).orElse(null);
        ProjectionStatus.Status read = status.of(name);
        Report last = rebuilds.last(name, purpose).orElse(null);
        if (atWork == null) {
            return new Progress(
                    name,
                    read.position(),
                    read.head(),
                    read.lag(),
                    read.running(),
                    read.replaying(),
                    read.error(),
                    null,
                    null,
                    null,
                    null,
                    last);
        }
        long lag = Math.max(read.head() - atWork.position(), 0);
        Long rate = atWork.positionsPerSecond();
        return new Progress(
                name,
                atWork.position(),
                read.head(),
                lag,
                read.running(),
                true,
                atWork.error(),
                rate,
                rate == null || rate == 0 ? null : lag / rate,
                atWork.requestedAt(),
                atWork.requestedBy(),
                last);
    }

    private static void requireProjection(String name) {
        if (!Projections.NAMES.contains(name)) {
            throw Problem.notFound("projection");
        }
    }
}
