package io.medicaledu.app.feed;

import io.medicaledu.shared.query.DeadLetters;
import io.medicaledu.shared.query.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows the parked events, and has them tried again or given up. */
@Component
final class DeadLetterOffice implements DeadLetters {

    private final DeadLetterTable table;
    private final DeadLetterWorker worker;
    private final FollowerTable followers;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    DeadLetterOffice(
            DeadLetterTable table,
            DeadLetterWorker worker,
            FollowerTable followers,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.table = table;
        this.worker = worker;
        this.followers = followers;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @Override
    public List<Letter> parked(@Nullable String follower, @Nullable Key after, int most) {
        return table.page(follower, after, most);
    }

    @Override
    public Optional<Letter> find(String follower, long position) {
        return table.page(follower, new Key(follower, position - 1), 1).stream()
                .filter(letter -> letter.position() == position)
                .findFirst();
    }

    @Override
    public List<Dropped> dropped(@Nullable String follower, @Nullable Key after, int most) {
        return jdbc.sql("""
                        SELECT * FROM event_store.dropped_letters
                        WHERE (CAST(:follower AS text) IS NULL OR follower = :follower)
                          AND (follower, position) > (:name, :position)
                        ORDER BY follower, position LIMIT :most""")
                .param("follower", follower)
                .param("name", after == null ? "" : after.follower())
                .param("position", after == null ? -1 : after.position())
                .param("most", most)
                .query((row, index) -> new Dropped(
                        row.getString("follower"),
                        row.getLong("position"),
                        row.getString("sequence"),
                        row.getString("event_type"),
                        row.getString("event_id"),
                        Rows.instant(row, "occurred_at"),
                        row.getString("error"),
                        row.getString("reason"),
                        row.getString("dropped_by"),
                        Rows.instant(row, "dropped_at")))
                .list();
    }

    @Override
    public void retry(String follower, long position) {
        table.makeDue(follower, position);
        worker.wake();
    }

    @Override
    public boolean drop(String follower, long position, String reason, String by) {
        boolean isDropped = Boolean.TRUE.equals(transaction.execute(status -> {
            followers.lockGroup();
            if (position > followers.everybody().positionOf(follower)) {
                return false;
            }
            table.drop(follower, position, reason, by);
            return true;
        }));
        worker.wake();
        return isDropped;
    }
}
