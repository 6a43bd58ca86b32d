package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseChange;
import io.medicaledu.catalog.api.CourseCommand.AddMaterial;
import io.medicaledu.catalog.api.CourseCommand.ChangeCourse;
import io.medicaledu.catalog.api.CourseCommand.ChangeMaterial;
import io.medicaledu.catalog.api.CourseCommand.CreateCourse;
import io.medicaledu.catalog.api.CourseCommand.DeleteCourse;
import io.medicaledu.catalog.api.CourseCommand.OrderMaterials;
import io.medicaledu.catalog.api.CourseCommand.PublishCourse;
import io.medicaledu.catalog.api.CourseCommand.RemoveMaterial;
import io.medicaledu.catalog.api.CourseCommand.UnpublishCourse;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.CourseEvent.CourseChanged;
import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CourseDeleted;
import io.medicaledu.catalog.api.CourseEvent.CourseHandedOver;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.catalog.api.CourseEvent.MaterialRemoved;
import io.medicaledu.catalog.api.CourseEvent.MaterialsOrdered;
import io.medicaledu.catalog.api.MaterialChange;
import io.medicaledu.catalog.api.MaterialDetails;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.MoneyChange;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    private final UUID course = Ids.next();
    private final UUID instructor = Ids.next();
    private final UUID material = Ids.next();
    private final Map<String, String> byOwner = by(instructor, "Instructor");
    private static final Money UNPAYABLE = Money.of("0.30", "EUR");

    private FixtureConfiguration<Course> fixture;

    private static void requireChargeable(Money price) {
        if (price.equals(UNPAYABLE)) {
            throw new Problem(ProblemCode.AMOUNT_NOT_CHARGEABLE, "Too little");
        }
    }

    private void requireTeacher(UUID user) {
        if (!user.equals(instructor)) {
            throw new Problem(ProblemCode.INSTRUCTOR_INACTIVE, "Gone");
        }
    }

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(Course.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource((PriceLimits) CourseTest::requireChargeable);
        fixture.registerInjectableResource((CourseTeachers) this::requireTeacher);
    }

    private static Map<String, String> by(UUID user, String role) {
        return Map.of(MetaDataKeys.ACTOR, user.toString(), MetaDataKeys.ACTOR_ROLE, role);
    }

    private static CourseDetails details(String title, String price, String currency) {
        return CourseDetails.of(title, Money.of(price, currency));
    }

    private static CourseChange change(@Nullable String title, @Nullable Money price) {
        return new CourseChange(
                title == null ? Edit.keep() : Edit.to(title),
                Edit.keep(),
                Edit.keep(),
                price == null ? Edit.keep() : Edit.to(MoneyChange.to(price)),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
    }

    private static MaterialDetails slides() {
        return new MaterialDetails("Slides", null, "https://files.example/1", null, null, false, true, null);
    }

    private CourseCreated created() {
        return new CourseCreated(course, instructor, details("ECG", "45.00", "EUR"), CancellationPolicy.DEFAULT);
    }

    private MaterialAdded added(UUID id, int sortIndex) {
        return new MaterialAdded(course, id, slides(), sortIndex);
    }

    @Test
    void aPriceThatNobodyCouldPayIsRefused() {
        fixture.givenNoPriorActivity()
                .when(new CreateCourse(
                        course,
                        instructor,
                        details("ECG", "0.30", "EUR"),
                        CancellationPolicy.DEFAULT,
                        BookingRules.NONE))
                .expectException(Problem.class);
        fixture.given(created())
                .when(new ChangeCourse(course, null, change(null, UNPAYABLE)), byOwner)
                .expectException(Problem.class);
    }

    @Test
    void aCourseIsPublishedOnlyIfItsInstructorIsThere() {
        fixture.given(created())
                .when(new PublishCourse(course), byOwner)
                .expectEvents(new CoursePublished(course, NOW));
        fixture.given(created(), new CourseHandedOver(course, Ids.next(), instructor))
                .when(new PublishCourse(course), by(Ids.next(), "Admin"))
                .expectException(Problem.class)
                .expectExceptionMessage("Gone")
                .expectNoEvents();
    }

    @Test
    void whoHasHandedTheCourseOverChangesItNoMore() {
        fixture.given(created(), new CoursePublished(course, NOW), new CourseHandedOver(course, Ids.next(), instructor))
                .when(new UnpublishCourse(course), byOwner)
                .expectException(Problem.class)
                .expectNoEvents();
    }

    @Test
    void aChangeThatChangesNothingIsNoEvent() {
        fixture.given(created())
                .when(new ChangeCourse(course, null, change("ECG", Money.of("45.00", "EUR"))), byOwner)
                .expectNoEvents();
    }

    @Test
    void aCourseWithoutRulesIsOneEvent() {
        fixture.givenNoPriorActivity()
                .when(new CreateCourse(
                        course,
                        instructor,
                        details("ECG", "45.00", "EUR"),
                        CancellationPolicy.DEFAULT,
                        BookingRules.NONE))
                .expectEvents(created());
    }

    @Test
    void whatIsNotChangedStaysAsItIs() {
        fixture.given(created())
                .when(new ChangeCourse(course, null, change("ECG II", null)), byOwner)
                .expectEvents(new CourseChanged(course, details("ECG II", "45.00", "EUR"), CancellationPolicy.DEFAULT));
    }

    @Test
    void theCurrencyIsFixed() {
        fixture.given(created())
                .when(new ChangeCourse(course, null, change(null, Money.of("45.00", "USD"))), byOwner)
                .expectException(Problem.class)
                .expectNoEvents();
    }

    @Test
    void itIsPublishedOnce() {
        fixture.given(created())
                .when(new PublishCourse(course), byOwner)
                .expectEvents(new CoursePublished(course, NOW));
        fixture.given(created(), new CoursePublished(course, NOW))
                .when(new PublishCourse(course), byOwner)
                .expectNoEvents();
    }

    @Test
    void itIsUnpublishedOnce() {
        fixture.given(created(), new CoursePublished(course, NOW))
                .when(new UnpublishCourse(course), byOwner)
                .expectEvents(new CourseUnpublished(course));
        fixture.given(created()).when(new UnpublishCourse(course), byOwner).expectNoEvents();
    }

    @Test
    void othersMayKnowOfItButNotChangeItOnceItIsPublished() {
        fixture.given(created(), new CoursePublished(course, NOW))
                .when(new UnpublishCourse(course), by(Ids.next(), "Instructor"))
                .expectException(Problem.class)
                .expectExceptionMessage("Only the owner may do this");
    }

    @Test
    void othersDoNotKnowOfADraft() {
        fixture.given(created())
                .when(new PublishCourse(course), by(Ids.next(), "Instructor"))
                .expectException(Problem.class)
                .expectExceptionMessage("There is no such course");
    }

    @Test
    void anAdminMayDoTheSame() {
        fixture.given(created())
                .when(new PublishCourse(course), by(Ids.next(), "Admin"))
                .expectEvents(new CoursePublished(course, NOW));
    }

    @Test
    void aDeletedCourseIsGoneForItsOwnerToo() {
        fixture.given(created(), new CourseDeleted(course, NOW))
                .when(new PublishCourse(course), byOwner)
                .expectException(Problem.class)
                .expectExceptionMessage("There is no such course");
        fixture.given(created()).when(new DeleteCourse(course), byOwner).expectEvents(new CourseDeleted(course, NOW));
    }

    @Test
    void aMaterialComesLastUnlessItSaysWhere() {
        fixture.given(created(), added(material, 4))
                .when(new AddMaterial(course, Ids.next(), slides(), null), byOwner)
                .expectSuccessfulHandlerExecution();
        UUID next = Ids.next();
        fixture.given(created(), added(material, 4))
                .when(new AddMaterial(course, next, slides(), 2), byOwner)
                .expectEvents(added(next, 2));
    }

    @Test
    void aMaterialThatIsNotThereIsNeitherChangedNorRemoved() {
        MaterialChange nothing = new MaterialChange(
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
        fixture.given(created())
                .when(new ChangeMaterial(course, material, nothing), byOwner)
                .expectException(Problem.class);
        fixture.given(created(), added(material, 0), new MaterialRemoved(course, material, NOW))
                .when(new RemoveMaterial(course, material), byOwner)
                .expectException(Problem.class);
    }

    @Test
    void anOrderNamesEachMaterialOnce() {
        UUID second = Ids.next();
        fixture.given(created(), added(material, 0), added(second, 1))
                .when(new OrderMaterials(course, List.of(second, material)), byOwner)
                .expectEvents(new MaterialsOrdered(course, List.of(second, material)));
        fixture.given(created(), added(material, 0), added(second, 1))
                .when(new OrderMaterials(course, List.of(second, second)), byOwner)
                .expectException(Problem.class);
        fixture.given(created(), added(material, 0), added(second, 1))
                .when(new OrderMaterials(course, List.of(second)), byOwner)
                .expectException(Problem.class);
    }
}
