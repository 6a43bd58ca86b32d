package io.medicaledu.app.feed;

import io.medicaledu.shared.query.ProjectionRebuilds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes requests for rebuilds; the {@link RebuildWorker} of some node carries them out. */
@Component
final class Rebuilds implements ProjectionRebuilds {

    private final RebuildTable table;
    private final Shadows shadows;
    private final DeadLetterTable letters;
    private final RebuildWorker worker;
    private final TransactionTemplate transaction;

    Rebuilds(
            RebuildTable table,
            Shadows shadows,
            DeadLetterTable letters,
            RebuildWorker worker,
            TransactionTemplate transaction) {
        this.table = table;
        this.shadows = shadows;
        this.letters = letters;
        this.worker = worker;
        this.transaction = transaction;
    }

    @Override
    public boolean request(String projection, Purpose purpose, @Nullable String by) {
        boolean isAtWork = table.add(projection, purpose, by) == purpose;
        worker.wake();
        return isAtWork;
    }

    @Override
    public boolean cancel(String projection, Purpose purpose) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (table.lockAnyPosition(projection).filter(purpose::equals).isEmpty()) {
                return false;
            }
            shadows.drop(projection);
            letters.forgetRebuild(projection);
            table.end(projection, Outcome.Cancelled, 0, List.of());
            return true;
        }));
    }

    @Override
    public Optional<Progress> progress(String projection) {
        return all().stream()
                .filter(progress -> progress.projection().equals(projection))
                .findFirst();
    }

    @Override
    public List<Progress> all() {
        return table.progress();
    }

    @Override
    public Optional<Report> last(String projection, Purpose purpose) {
        return table.last(projection, purpose);
    }
}
