package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.catalog.command.PriceLimits;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SeriesScope;
import io.medicaledu.scheduling.api.SlotChange;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlotAndFollowing;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlotsOfInstructor;
import io.medicaledu.scheduling.api.SlotCommand.ChangeSlot;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Changes and cancels slots, one or those of a series that follow, in one transaction with the claims on the time. */
@Component
class SlotEditing {

    private final CourseTermsTable courses;
    private final PriceLimits prices;
    private final SlotClaims claims;
    private final BookedSessions booked;
    private final Repository<AvailabilitySlot> slots;
    private final Clock clock;

    SlotEditing(
            CourseTermsTable courses,
            PriceLimits prices,
            SlotClaims claims,
            BookedSessions booked,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Clock clock) {
        this.courses = courses;
        this.prices = prices;
        this.claims = claims;
        this.booked = booked;
        this.slots = availabilitySlotRepository;
        this.clock = clock;
    }

    private record NewTime(UUID slotId, Aggregate<AvailabilitySlot> slot, Instant start, Instant end) {}

    @CommandHandler
    void handle(ChangeSlot command, MetaData metaData) {
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        slot.execute(it -> Actor.of(metaData).requireOwner(it.instructorId()));
        if (command.version() != null && !command.version().equals(slot.version())) {
            throw new Problem(ProblemCode.PRECONDITION_FAILED, "The slot has changed since it was read");
        }
        CourseTerms course = courses.require(slot.invoke(AvailabilitySlot::courseId));
        List<NewTime> times = newTimes(command, slot);
        if (command.change().movesTime()) {
            claimAnew(times, course);
        }
        Instant now = clock.instant();
        UnaryOperator<Money> newPrice = old -> newPrice(command.change(), old, course);
        for (NewTime time : times) {
            boolean moves = time.slot().invoke(it -> it.isAtAnotherTime(time.start(), time.end()));
            time.slot().execute(it -> it.change(time.start(), time.end(), command.change(), newPrice, now));
            if (moves) {
                booked.move(time.slot().invoke(AvailabilitySlot::bookings), time.start(), time.end());
            }
            meet(time.slot(), command.change());
        }
    }

    /** Who is booked is told where the session takes place. */
    private void meet(Aggregate<AvailabilitySlot> slot, SlotChange change) {
        String former = slot.invoke(AvailabilitySlot::meetingUrl);
        String url = change.meetingUrl().of(former);
        if (slot.invoke(it -> it.meetAt(url))) {
            booked.meetAt(slot.invoke(AvailabilitySlot::bookings), former, url);
        }
    }

    private Money newPrice(SlotChange change, Money old, CourseTerms course) {
        Money price = change.price().map(it -> it.applyTo(old, "price")).of(old, course.price());
        return price.equals(old) ? old : course.priceOr(price, prices);
    }

    private List<NewTime> newTimes(ChangeSlot command, Aggregate<AvailabilitySlot> slot) {
        Instant oldStart = slot.invoke(AvailabilitySlot::startTime);
        Instant oldEnd = slot.invoke(AvailabilitySlot::endTime);
        Instant start = command.change().startTime().require("startTimeUtc", oldStart);
        Instant end = newEnd(command, start, oldStart, oldEnd);
        if (command.change().movesTime()) {
            SlotTimes.validate(start, end, clock.instant());
        }
        List<NewTime> times = new ArrayList<>(List.of(new NewTime(command.slotId(), slot, start, end)));
        if (command.scope() == SeriesScope.Following) {
            SlotJoinedSeries series = requireSeries(slot);
            Duration length = Duration.between(start, end);
            Duration shift = Duration.between(local(oldStart, series), local(start, series));
            for (UUID id : claims.ofSeries(series.seriesId(), oldStart.plusMillis(1))) {
                Aggregate<AvailabilitySlot> later = Aggregates.load(slots, id, "slot");
                Instant shifted = clock(later.invoke(AvailabilitySlot::startTime), series)
                        .plus(shift)
                        .atZone(series.timeZone())
                        .toInstant();
                times.add(new NewTime(id, later, shifted, shifted.plus(length)));
            }
        }
        return times;
    }

    /** A start without an end keeps the length. */
    private static Instant newEnd(ChangeSlot command, Instant start, Instant oldStart, Instant oldEnd) {
        return command.change().endTime().require("endTimeUtc", start.plus(Duration.between(oldStart, oldEnd)));
    }

    private static LocalDateTime local(Instant time, SlotJoinedSeries series) {
        return LocalDateTime.ofInstant(time, series.timeZone());
    }

    /**
     * What the clock was meant to show: a slot that was moved forward, because its time did not exist on that day,
     * goes back to the time of the others when they get another one.
     */
    private static LocalDateTime clock(Instant time, SlotJoinedSeries series) {
        LocalDateTime shown = local(time, series);
        LocalDateTime meant = shown.toLocalDate().atTime(series.localStart().toLocalTime());
        return meant.atZone(series.timeZone()).toInstant().equals(time) ? meant : shown;
    }

    private static SlotJoinedSeries requireSeries(Aggregate<AvailabilitySlot> slot) {
        SlotJoinedSeries series = slot.invoke(AvailabilitySlot::series);
        if (series == null) {
            throw Problem.invalid("scope", "must be This: the slot is not part of a series");
        }
        return series;
    }

    /** All give up their time before the first one takes another, as they may change places. */
    private void claimAnew(List<NewTime> times, CourseTerms course) {
        times.forEach(time -> claims.giveUp(time.slotId()));
        times.forEach(time -> claims.claim(
                time.slotId(),
                course.instructorId(),
                time.start(),
                time.end().plus(course.rules().buffer())));
    }

    @CommandHandler
    void handle(CancelSlotAndFollowing command, MetaData metaData) {
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        slot.execute(it -> Actor.of(metaData).requireOwner(it.instructorId()));
        SlotJoinedSeries series = requireSeries(slot);
        cancel(claims.ofSeries(series.seriesId(), slot.invoke(AvailabilitySlot::startTime)), command.reason());
    }

    @CommandHandler
    void handle(CancelSlotsOfInstructor command) {
        cancel(claims.upcomingOf(command.instructorId(), clock.instant()), "The instructor is no longer here");
    }

    /** Those that have not begun; tells which. */
    List<UUID> cancel(List<UUID> slotIds, String reason) {
        Instant now = clock.instant();
        List<UUID> cancelled = new ArrayList<>();
        for (UUID id : slotIds) {
            Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, id, "slot");
            if (slot.invoke(it -> it.isUpcoming(now))) {
                slot.execute(it -> it.cancel(reason));
                cancelled.add(id);
            }
        }
        return cancelled;
    }
}
