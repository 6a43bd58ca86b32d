package io.medicaledu.app.feed;

import io.medicaledu.app.feed.DeadLetterTable.Backlog;
import io.medicaledu.app.feed.FollowerTable.Apart;
import io.medicaledu.shared.query.EventFollowers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells how far the followers of the event stream are, on any node. */
@Component
final class FollowerPositions implements EventFollowers {

    /** Another node may do the work; then only the database knows. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Followers followers;
    private final FollowerTable table;
    private final FeedProgress progress;
    private final DeadLetterTable letters;
    private final CatchUpWorker catchUp;

    FollowerPositions(
            Followers followers,
            FollowerTable table,
            FeedProgress progress,
            DeadLetterTable letters,
            CatchUpWorker catchUp) {
        this.followers = followers;
        this.table = table;
        this.progress = progress;
        this.letters = letters;
        this.catchUp = catchUp;
    }

    @Override
    public List<Progress> all() {
        FollowerTable.Everybody everybody = table.everybody();
        Map<String, Backlog> backlogs = letters.backlogs();
        return followers.names().stream()
                .map(name -> progress(name, everybody, backlogs.getOrDefault(name, Backlog.NONE)))
                .toList();
    }

    private Progress progress(String name, FollowerTable.Everybody everybody, Backlog backlog) {
        Optional<Apart> apart = everybody.apart(name);
        return new Progress(
                name,
                everybody.positionOf(name),
                catchUp.isRunning(),
                apart.map(Apart::rebuilding).orElse(false),
                apart.map(Apart::error).orElse(backlog.error()),
                backlog.letters());
    }

    @Override
    public long reached(Collection<String> names) {
        names.forEach(followers::get);
        FollowerTable.Everybody everybody = table.everybody();
        return names.stream().mapToLong(everybody::positionOf).min().orElse(everybody.together());
    }

    @Override
    public boolean awaitReached(Collection<String> names, long position, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!progress.await(names, position, LOOK)) {
            if (reached(names) >= position) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }
}
