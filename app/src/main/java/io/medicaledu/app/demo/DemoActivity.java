package io.medicaledu.app.demo;

import io.medicaledu.catalog.api.CourseCommand.AddMaterial;
import io.medicaledu.catalog.api.MaterialDetails;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollDirectly;
import io.medicaledu.learning.api.EnrollmentCommand.ProgressResult;
import io.medicaledu.learning.api.EnrollmentCommand.RecordProgress;
import io.medicaledu.notification.api.AnnouncementCommand.MakeAnnouncement;
import io.medicaledu.promotion.api.Discount;
import io.medicaledu.promotion.api.DiscountType;
import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.rating.api.RatingCommand.RateCourse;
import io.medicaledu.rating.api.Review;
import io.medicaledu.scheduling.api.SeriesCommand.CreateSeries;
import io.medicaledu.scheduling.api.SeriesCommand.SeriesReceipt;
import io.medicaledu.scheduling.api.SeriesPlan;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * What goes on in the sample data besides courses and slots: materials, promo codes, a series, a student who learns, books
 * and rates, and a word of welcome. Each part is made once.
 */
@Component
@ConditionalOnProperty("medicaledu.demo.enabled")
class DemoActivity {

    private static final DemoUser LEARNER = DemoUser.others().getLast();

    private final Commands commands;
    private final EventStore events;
    private final Clock clock;

    DemoActivity(Commands commands, EventStore events, Clock clock) {
        this.commands = commands;
        this.events = events;
        this.clock = clock;
    }

    /** Before a course is published, so that nobody is told of each material. */
    void addMaterials(DemoCourse course) {
        addMaterial(course, "Introduction", true, true, 5);
        addMaterial(course, "Reading list", false, true, null);
        addMaterial(course, "Further reading", false, false, null);
    }

    private void addMaterial(
            DemoCourse course, String title, boolean isFree, boolean isRequired, @Nullable Integer minutes) {
        String file = course.id() + "/" + title.toLowerCase(Locale.ROOT).replace(' ', '-');
        commands.send(new AddMaterial(
                course.id(),
                material(course, title),
                new MaterialDetails(
                        title,
                        title + ": " + course.details().title(),
                        "https://files.medicaledu.example/" + file + (minutes == null ? ".pdf" : ".mp4"),
                        minutes == null ? "application/pdf" : "video/mp4",
                        null,
                        isFree,
                        isRequired,
                        minutes),
                null));
    }

    private static UUID material(DemoCourse course, String title) {
        return Ids.derive("demo-material", course.id(), title);
    }

    void create() {
        promoCode("WELCOME10", new Discount(DiscountType.Percentage, 1_000, null), null);
        promoCode("FIVEOFF", new Discount(DiscountType.FixedAmount, 500, "USD"), 100);
        promoCode("GUEST", new Discount(DiscountType.Percentage, 10_000, null), 10);
        DemoCourse free = DemoCourse.all().getLast();
        openSeries(free);
        learn(free);
        welcome();
    }

    private void promoCode(String code, Discount discount, @Nullable Integer maxUses) {
        UUID id = Ids.promoCode(code);
        if (isMissing(id)) {
            commands.send(
                    new CreatePromoCode(id, code, new PromoCodeTerms(discount, maxUses, null, null, null, List.of())));
        }
    }

    /** Question hours after the journal club, on the instructor's clock. */
    private void openSeries(DemoCourse course) {
        UUID id = Ids.derive("demo-series", course.id());
        if (isMissing(id)) {
            ZoneId zone = DemoUser.instructors().get(course.instructor()).timeZone();
            LocalDate monday = LocalDate.ofInstant(clock.instant(), zone)
                    .plusDays(2)
                    .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
            commands.ask(
                    new CreateSeries(
                            id,
                            new SeriesPlan(
                                    course.id(),
                                    "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8",
                                    zone,
                                    monday.atTime(12, 0),
                                    30,
                                    null,
                                    5,
                                    "Question hour",
                                    "https://meet.example.org/question-hour",
                                    true)),
                    SeriesReceipt.class);
        }
    }

    private void learn(DemoCourse course) {
        UUID student = LEARNER.id();
        UUID enrollment = Ids.enrollment(student, course.id());
        if (!isMissing(enrollment)) {
            return;
        }
        RequestContext context = Objects.requireNonNull(RequestContext.current());
        RequestContext.bind(
                context.withCaller(new Caller(student, LEARNER.role(), Ids.derive("demo-session", student))));
        try {
            commands.send(new EnrollDirectly(enrollment, student, course.id()));
            commands.ask(
                    new RecordProgress(enrollment, material(course, "Introduction"), 300, true), ProgressResult.class);
            commands.send(new RateCourse(
                    Ids.courseRating(course.id(), student),
                    course.id(),
                    student,
                    new Review(5, "I read trials with other eyes now.", true)));
        } finally {
            RequestContext.bind(context);
        }
    }

    private void welcome() {
        UUID id = Ids.derive("demo-announcement", "welcome");
        if (isMissing(id)) {
            commands.send(new MakeAnnouncement(
                    id, "Welcome to MedicalEdu", "This is the demo: try WELCOME10 on a booking.", null, null));
        }
    }

    private boolean isMissing(UUID aggregateId) {
        return events.lastSequenceNumberFor(aggregateId.toString()).isEmpty();
    }
}
