package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.catalog.command.PriceLimits;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SeriesCommand.CancelSeries;
import io.medicaledu.scheduling.api.SeriesCommand.CancelledSlots;
import io.medicaledu.scheduling.api.SeriesCommand.CreateSeries;
import io.medicaledu.scheduling.api.SeriesCommand.Occurrence;
import io.medicaledu.scheduling.api.SeriesCommand.PreviewSeries;
import io.medicaledu.scheduling.api.SeriesCommand.SeriesPreview;
import io.medicaledu.scheduling.api.SeriesCommand.SeriesReceipt;
import io.medicaledu.scheduling.api.SeriesEvent.SeriesCreated;
import io.medicaledu.scheduling.api.SeriesPlan;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Opens and cancels series of slots. The ids of the slots are derived: the same series has the same slots. */
@Component
class SeriesCreation {

    private final CourseTermsTable courses;
    private final PriceLimits prices;
    private final SlotClaims claims;
    private final SlotEditing editing;
    private final Repository<AvailabilitySlot> slots;
    private final Repository<SlotSeries> series;
    private final Clock clock;

    SeriesCreation(
            CourseTermsTable courses,
            PriceLimits prices,
            SlotClaims claims,
            SlotEditing editing,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Repository<SlotSeries> slotSeriesRepository,
            Clock clock) {
        this.courses = courses;
        this.prices = prices;
        this.claims = claims;
        this.editing = editing;
        this.slots = availabilitySlotRepository;
        this.series = slotSeriesRepository;
        this.clock = clock;
    }

    @CommandHandler
    SeriesPreview handle(PreviewSeries command, MetaData metaData) {
        CourseTerms course = requireCourse(command.plan(), metaData);
        List<Occurrence> occurrences = upcoming(command.plan());
        List<Occurrence> conflicts = new ArrayList<>();
        Instant busyUntil = Instant.MIN;
        for (Occurrence each : occurrences) {
            Instant end = each.endTimeUtc().plus(course.rules().buffer());
            // A series can be in its own way, too: sessions longer than the time between them.
            if (each.startTimeUtc().isBefore(busyUntil)
                    || !claims.isFree(course.instructorId(), each.startTimeUtc(), end)) {
                conflicts.add(each);
            } else {
                busyUntil = end;
            }
        }
        return new SeriesPreview(occurrences, conflicts);
    }

    @CommandHandler
    SeriesReceipt handle(CreateSeries command, MetaData metaData) throws Exception {
        SeriesPlan plan = command.plan();
        CourseTerms course = requireCourse(plan, metaData);
        Map<UUID, Occurrence> claimed = new LinkedHashMap<>();
        List<Occurrence> conflicts = new ArrayList<>();
        for (Occurrence each : upcoming(plan)) {
            UUID slotId = Ids.derive("series-slot", command.seriesId(), each.startLocal());
            if (claims.tryClaim(
                    slotId,
                    course.instructorId(),
                    each.startTimeUtc(),
                    each.endTimeUtc().plus(course.rules().buffer()))) {
                claimed.put(slotId, each);
            } else {
                conflicts.add(each);
            }
        }
        if (!conflicts.isEmpty() && (!plan.skipConflicts() || claimed.isEmpty())) {
            throw new Problem(
                    ProblemCode.SLOT_OVERLAP,
                    "The instructor has no time for " + conflicts.size() + " of the sessions",
                    conflicts.stream().map(SeriesCreation::report).toList());
        }
        for (Map.Entry<UUID, Occurrence> each : claimed.entrySet()) {
            open(command, course, each.getKey(), each.getValue());
        }
        List<UUID> slotIds = List.copyOf(claimed.keySet());
        series.newInstance(() -> new SlotSeries(new SeriesCreated(
                command.seriesId(),
                plan.courseId(),
                course.instructorId(),
                plan.rrule(),
                plan.timeZone(),
                plan.firstStartLocal(),
                plan.durationMinutes(),
                slotIds)));
        return new SeriesReceipt(command.seriesId(), slotIds, conflicts);
    }

    private void open(CreateSeries command, CourseTerms course, UUID slotId, Occurrence occurrence) throws Exception {
        SeriesPlan plan = command.plan();
        CreateSlot slot = new CreateSlot(
                slotId,
                plan.courseId(),
                occurrence.startTimeUtc(),
                occurrence.endTimeUtc(),
                plan.price(),
                plan.maxParticipants(),
                plan.notes(),
                plan.meetingUrl());
        slots.newInstance(() -> new AvailabilitySlot(slot, course.instructorId(), course.priceOr(plan.price(), prices)))
                .execute(it -> {
                    it.joinSeries(command.seriesId(), plan.rrule(), plan.timeZone(), occurrence.startLocal());
                    it.meetAt(plan.meetingUrl());
                });
    }

    private CourseTerms requireCourse(SeriesPlan plan, MetaData metaData) {
        CourseTerms course = courses.require(plan.courseId());
        course.requireTeacher(Actor.of(metaData));
        course.sale().requireTaught();
        course.priceOr(plan.price(), prices);
        return course;
    }

    private List<Occurrence> upcoming(SeriesPlan plan) {
        List<Occurrence> occurrences = RecurrenceRules.expand(plan);
        if (!occurrences.getFirst().startTimeUtc().isAfter(clock.instant())) {
            throw Problem.invalid("firstStartLocal", "must be in the future");
        }
        return occurrences;
    }

    private static Problem.FieldError report(Occurrence occurrence) {
        return new Problem.FieldError(
                "rrule", occurrence.startTimeUtc() + " (" + occurrence.startLocal() + ") overlaps another slot");
    }

    @CommandHandler
    CancelledSlots handle(CancelSeries command, MetaData metaData) {
        Aggregate<SlotSeries> cancelled = Aggregates.load(series, command.seriesId(), "series");
        Actor.of(metaData).requireOwner(courses.instructorOf(cancelled.invoke(SlotSeries::courseId)));
        List<UUID> slotIds = editing.cancel(claims.ofSeries(command.seriesId(), clock.instant()), command.reason());
        cancelled.execute(it -> it.cancelled(command.reason(), slotIds));
        return new CancelledSlots(slotIds);
    }
}
