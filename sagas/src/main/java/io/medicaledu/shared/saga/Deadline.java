package io.medicaledu.shared.saga;

import java.util.UUID;

/**
 * A process manager that has something to do when the time of one of its rows has come. The rows are in a table with the
 * columns {@code due_at} and {@code attempts} and those of a {@link Story}.
 */
public interface Deadline {

    /** The table, with its schema. */
    String table();

    /** The column with the key of its rows. */
    String key();

    /**
     * Does it. It may come twice, if the process dies in between or another node is as fast; what it throws is tried again
     * later. A row that it does not give another time has none afterwards.
     */
    void onDue(UUID id, Story story);
}
