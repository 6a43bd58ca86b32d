package io.medicaledu.shared.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Builds projections anew from the first event, beside the tables that are read: these stay as they are, and go on with new
 * events. It goes on after a crash, on whichever node.
 */
public interface ProjectionRebuilds {

    /** What is done with the tables that were built anew. */
    enum Purpose {
        /** They take the place of those that are read, in one transaction. */
        Replace,
        /** They are held against those that are read, and go. */
        Compare
    }

    /** How one ended. */
    enum Outcome {
        Replaced,
        /** Each row was the same. */
        Same,
        Different,
        Cancelled
    }

    /**
     * One that is at work.
     *
     * @param position of the last event that it has handled
     * @param positionsPerSecond how fast it goes; null before it is known
     * @param error why it cannot go on for now; null if nothing is wrong
     */
    record Progress(
            String projection,
            Purpose purpose,
            long position,
            @Nullable Long positionsPerSecond,
            Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable String error) {}

    /**
     * One that has ended.
     *
     * @param position up to which the tables were compared or built
     * @param tables what was found
     */
    record Report(
            UUID id,
            String projection,
            Purpose purpose,
            Outcome outcome,
            long position,
            Instant requestedAt,
            @Nullable String requestedBy,
            Instant finishedAt,
            List<TableReport> tables) {}

    /**
     * One table, as it is read and as the events say.
     *
     * @param checksum over all rows, whatever their order; hexadecimal
     * @param differences the first of the rows that are not the same
     */
    record TableReport(
            String table,
            long rows,
            String checksum,
            long rebuiltRows,
            String rebuiltChecksum,
            List<RowDifference> differences) {}

    /**
     * One row that is not the same.
     *
     * @param key its primary key, column by column
     * @param kind {@code missing} or {@code surplus} in the table that is read, or {@code changed}
     * @param columns those that are changed
     */
    record RowDifference(JsonNode key, String kind, List<String> columns) {}

    /**
     * Begins one, unless there is one for the same purpose already.
     *
     * @param by who asked for it
     * @return false if there is one for another purpose
     */
    boolean request(String projection, Purpose purpose, @Nullable String by);

    /** @return false if there is none */
    boolean cancel(String projection, Purpose purpose);

    /** The one that is at work. */
    Optional<Progress> progress(String projection);

    /** All that are at work. */
    List<Progress> all();

    /** The last one of this kind that has ended. */
    Optional<Report> last(String projection, Purpose purpose);
}
