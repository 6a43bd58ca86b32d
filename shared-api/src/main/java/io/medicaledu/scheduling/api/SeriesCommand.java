package io.medicaledu.scheduling.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a series of slots. */
public sealed interface SeriesCommand {

    UUID seriesId();

    /**
     * Opens a slot for each occurrence of a rule, all or none. Answers with {@link SeriesReceipt}.
     *
     * @param plan what to open and when
     * @throws io.medicaledu.shared.Problem {@code validation}, {@code not-found}, {@code slot-overlap} with every
     *     conflict if the plan says so
     */
    record CreateSeries(@TargetAggregateIdentifier UUID seriesId, SeriesPlan plan) implements SeriesCommand {}

    /** Tells what {@link CreateSeries} would do, and changes nothing. Answers with {@link SeriesPreview}. */
    record PreviewSeries(@TargetAggregateIdentifier UUID seriesId, SeriesPlan plan) implements SeriesCommand {}

    /**
     * Cancels every slot of the series that has not begun. Answers with {@link CancelledSlots}.
     *
     * @throws io.medicaledu.shared.Problem {@code not-found}, {@code forbidden}
     */
    record CancelSeries(@TargetAggregateIdentifier UUID seriesId, String reason) implements SeriesCommand {}

    /** @param skipped occurrences for which the instructor has no time */
    record SeriesReceipt(UUID seriesId, List<UUID> slotIds, List<Occurrence> skipped) {}

    /** @param conflicts those of the occurrences for which the instructor has no time */
    record SeriesPreview(List<Occurrence> occurrences, List<Occurrence> conflicts) {}

    /** @param slotIds the slots that were cancelled; those that had begun are not among them */
    record CancelledSlots(List<UUID> slotIds) {}

    /** One session of a series; the same moment in UTC and on the clock of the series. */
    record Occurrence(Instant startTimeUtc, Instant endTimeUtc, LocalDateTime startLocal) {}
}
