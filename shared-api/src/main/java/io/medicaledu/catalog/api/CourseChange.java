package io.medicaledu.catalog.api;

import io.medicaledu.catalog.api.CancellationPolicy.Tier;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.MoneyChange;
import io.medicaledu.shared.Problem;
import java.util.List;
import java.util.function.Supplier;

/** A partial change of a course. Each part throws a {@link Problem} {@code validation} if it cannot be so. */
public record CourseChange(
        Edit<String> title,
        Edit<String> description,
        Edit<String> shortDescription,
        Edit<MoneyChange> price,
        Edit<String> category,
        Edit<List<String>> tags,
        Edit<Integer> durationMinutes,
        Edit<Integer> maxStudents,
        Edit<String> videoIntroUrl,
        Edit<String> thumbnailUrl,
        Edit<PolicyChange> cancellationPolicy,
        Edit<RulesChange> bookingRules) {

    /** A partial change of a cancellation policy. */
    public record PolicyChange(Edit<List<Tier>> tiers) {}

    /** A partial change of the rules for bookings; a rule that is removed has its default. */
    public record RulesChange(
            Edit<Integer> minimumNoticeMinutes,
            Edit<Integer> bookingWindowDays,
            Edit<Integer> bufferMinutes,
            Edit<MovesChange> reschedule) {}

    /** A partial change of the rule for moving bookings. */
    public record MovesChange(Edit<Integer> untilHoursBefore, Edit<Integer> maxTimes) {}

    /** The details with this change applied. */
    public CourseDetails applyTo(CourseDetails old) {
        return new CourseDetails(
                title.require("title", old.title()),
                description.of(old.description()),
                shortDescription.of(old.shortDescription()),
                price.map(change -> change.applyTo(old.price(), "price")).require("price", old.price()),
                category.of(old.category()),
                tags.of(old.tags(), List.of()),
                durationMinutes.of(old.durationMinutes()),
                maxStudents.of(old.maxStudents()),
                videoIntroUrl.of(old.videoIntroUrl()),
                thumbnailUrl.of(old.thumbnailUrl()));
    }

    /** The policy with this change applied; the default if it is removed. */
    public CancellationPolicy applyTo(CancellationPolicy old) {
        return valid(
                "cancellationPolicy",
                () -> cancellationPolicy
                        .map(change ->
                                new CancellationPolicy(change.tiers().require("cancellationPolicy.tiers", old.tiers())))
                        .of(old, CancellationPolicy.DEFAULT));
    }

    /** The rules with this change applied; none if they are removed. */
    public BookingRules applyTo(BookingRules old) {
        return rules(old, bookingRules);
    }

    /** The rules of a new course: what is not said has its default. */
    public static BookingRules rules(Edit<RulesChange> given) {
        return rules(BookingRules.NONE, given);
    }

    private static BookingRules rules(BookingRules old, Edit<RulesChange> edit) {
        return valid(
                "bookingRules", () -> edit.map(change -> changed(old, change)).of(old, BookingRules.NONE));
    }

    private static BookingRules changed(BookingRules old, RulesChange change) {
        ReschedulePolicy moves = old.rescheduleOrDefault();
        return new BookingRules(
                change.minimumNoticeMinutes().of(old.minimumNoticeMinutes(), 0),
                change.bookingWindowDays().of(old.bookingWindowDays()),
                change.bufferMinutes().of(old.bufferMinutes(), 0),
                change.reschedule()
                        .map(rule -> new ReschedulePolicy(
                                rule.untilHoursBefore().of(moves.untilHoursBefore()),
                                rule.maxTimes().of(moves.maxTimes())))
                        .of(old.reschedule()));
    }

    private static <T> T valid(String field, Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
