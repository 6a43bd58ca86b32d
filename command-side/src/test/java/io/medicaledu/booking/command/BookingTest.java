package io.medicaledu.booking.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.booking.api.BookingCommand.AcceptMovedSession;
import io.medicaledu.booking.api.BookingCommand.ArrangeMeeting;
import io.medicaledu.booking.api.BookingCommand.CompleteBooking;
import io.medicaledu.booking.api.BookingCommand.MarkNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.BookingEvent.MovedSessionAccepted;
import io.medicaledu.booking.api.BookingEvent.RescheduleStarted;
import io.medicaledu.booking.api.BookingEvent.SessionMoved;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.command.BookingState.Settlement;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Money PRICE = Money.of("45.00", "USD");
    private static final Money NOTHING = Money.zero("USD");

    private final UUID id = Ids.next();
    private final UUID student = Ids.next();
    private final UUID instructor = Ids.next();
    private final UUID course = Ids.next();
    private final UUID payment = Ids.payment(id, 1);
    private final UUID successor = Ids.next();

    private final SlotTeachers teachers = (slot, atFirst) -> atFirst;

    private BookingRequested requested(Instant sessionStart, @Nullable UUID replaces) {
        return new BookingRequested(
                id,
                student,
                Ids.next(),
                course,
                instructor,
                sessionStart,
                sessionStart.plus(Duration.ofHours(1)),
                PRICE,
                NOTHING,
                PRICE,
                PaymentProvider.Stripe,
                NOW.plus(Duration.ofMinutes(15)),
                CancellationPolicy.DEFAULT,
                replaces,
                null,
                null);
    }

    private BookingConfirmed confirmed() {
        return new BookingConfirmed(id, student, course, payment, List.of(new Funding(payment, PRICE)));
    }

    private BookingCancelled cancelled(CancellationReason reason) {
        return new BookingCancelled(id, reason, null, null, NOTHING, NOW, List.of(), null);
    }

    /** Without Axon: what its events make of it. */
    private Booking booking(Instant sessionStart, @Nullable UUID replaces) {
        Booking booking = new Booking();
        booking.on(requested(sessionStart, replaces));
        return booking;
    }

    @Nested
    class APaymentThatHasCome {

        private Settlement settled(Booking booking, Instant capturedAt) {
            return booking.settlementOf(payment, capturedAt);
        }

        @Test
        void confirmsAPendingBooking() {
            assertThat(settled(booking(TOMORROW, null), NOW)).isEqualTo(Settlement.CONFIRM);
        }

        @Test
        void thatIsUsedAlreadyChangesNothing() {
            Booking booking = booking(TOMORROW, null);
            booking.on(confirmed());

            assertThat(settled(booking, NOW)).isEqualTo(Settlement.NOTHING_TO_DO);
        }

        @Test
        void forTheSecondTimeGoesBack() {
            Booking booking = booking(TOMORROW, null);
            booking.on(confirmed());

            assertThat(booking.settlementOf(Ids.payment(id, 2), NOW)).isEqualTo(Settlement.REFUND);
        }

        @Test
        void afterTheHoldHasRunOutBringsTheBookingBack() {
            Booking booking = booking(TOMORROW, null);
            booking.on(cancelled(CancellationReason.HoldExpired));

            assertThat(settled(booking, NOW)).isEqualTo(Settlement.REINSTATE);
        }

        @Test
        void afterTheStudentHasCancelledUnpaidBringsTheBookingBack() {
            Booking booking = booking(TOMORROW, null);
            booking.on(cancelled(CancellationReason.ByStudent));

            assertThat(settled(booking, NOW.plusSeconds(1))).isEqualTo(Settlement.REINSTATE);
        }

        @Test
        void beforeTheStudentCancelledGoesBack() {
            Booking booking = booking(TOMORROW, null);
            booking.on(cancelled(CancellationReason.ByStudent));

            assertThat(settled(booking, NOW)).isEqualTo(Settlement.REFUND);
        }

        @ParameterizedTest
        @EnumSource(names = {"ByInstructor", "ByAdmin", "SlotCancelled"})
        void afterSomebodyElseHasCancelledGoesBack(CancellationReason reason) {
            Booking booking = booking(TOMORROW, null);
            booking.on(cancelled(reason));

            assertThat(settled(booking, NOW.plusSeconds(1))).isEqualTo(Settlement.REFUND);
        }

        @Test
        void forABookingThatWasToReplaceAnotherGoesBackOnceItHasEnded() {
            Booking booking = booking(TOMORROW, Ids.next());
            booking.on(cancelled(CancellationReason.HoldExpired));

            assertThat(settled(booking, NOW)).isEqualTo(Settlement.REFUND);
        }

        @Test
        void forABookingThatWasMovedGoesBack() {
            Booking booking = booking(TOMORROW, null);
            booking.on(new BookingRescheduled(id, successor, List.of(), NOW, null));

            assertThat(settled(booking, NOW)).isEqualTo(Settlement.REFUND);
        }
    }

    @Nested
    class Moving {

        private final Actor byStudent = new Actor(student.toString(), "Student");

        private void refused(Booking booking, Actor actor, ProblemCode code) {
            assertThatThrownBy(() -> booking.requireReschedulable(actor, teachers, NOW))
                    .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                    .extracting(Problem::code)
                    .isEqualTo(code);
        }

        @Test
        void isForTheStudentAndForAdmins() {
            Booking booking = booking(TOMORROW, null);

            assertThatCode(() -> booking.requireReschedulable(byStudent, teachers, NOW))
                    .doesNotThrowAnyException();
            assertThatCode(() ->
                            booking.requireReschedulable(new Actor(Ids.next().toString(), "Admin"), teachers, NOW))
                    .doesNotThrowAnyException();
            refused(booking, new Actor(instructor.toString(), "Instructor"), ProblemCode.FORBIDDEN);
            refused(booking, new Actor(Ids.next().toString(), "Student"), ProblemCode.NOT_FOUND);
        }

        @Test
        void isOverWhenTheSessionHasBegun() {
            refused(booking(NOW, null), byStudent, ProblemCode.BOOKING_STATE);
        }

        @Test
        void isNotForABookingThatHasEnded() {
            Booking booking = booking(TOMORROW, null);
            booking.on(cancelled(CancellationReason.ByStudent));

            refused(booking, byStudent, ProblemCode.BOOKING_STATE);
        }

        @Test
        void waitsForTheMoveThatIsUnderWay() {
            Booking booking = booking(TOMORROW, null);
            booking.on(confirmed());
            booking.on(new RescheduleStarted(id, successor));

            refused(booking, byStudent, ProblemCode.BOOKING_STATE);
        }

        @Test
        void isNotForAReplacementThatIsUnpaid() {
            refused(booking(TOMORROW, Ids.next()), byStudent, ProblemCode.BOOKING_STATE);
        }
    }

    @Nested
    class AfterTheSession {

        private final Map<String, String> byInstructor =
                Map.of(MetaDataKeys.ACTOR, instructor.toString(), MetaDataKeys.ACTOR_ROLE, "Instructor");
        private FixtureConfiguration<Booking> fixture;

        @BeforeEach
        void setUp() {
            sessionsHeldBy(teachers);
        }

        private void sessionsHeldBy(SlotTeachers held) {
            fixture = new AggregateTestFixture<>(Booking.class);
            fixture.registerInjectableResource(held);
            fixture.registerAnnotatedCommandHandler(
                    new HoldingSessions(fixture.getRepository(), held, Clock.fixed(NOW, ZoneOffset.UTC)));
        }

        @Test
        void aMovedSessionIsAcceptedOnce() {
            SessionMoved moved = new SessionMoved(
                    id, TOMORROW.plusSeconds(60), TOMORROW.plusSeconds(3_660), TOMORROW, NOW.plusSeconds(1));
            Map<String, String> byStudent =
                    Map.of(MetaDataKeys.ACTOR, student.toString(), MetaDataKeys.ACTOR_ROLE, "Student");

            fixture.given(requested(TOMORROW, null), confirmed(), moved)
                    .when(new AcceptMovedSession(id), byStudent)
                    .expectEvents(new MovedSessionAccepted(id, NOW));
            fixture.given(requested(TOMORROW, null), confirmed(), moved, new MovedSessionAccepted(id, NOW))
                    .when(new AcceptMovedSession(id), byStudent)
                    .expectException(Problem.class);
            fixture.given(requested(TOMORROW, null), confirmed())
                    .when(new AcceptMovedSession(id), byStudent)
                    .expectException(Problem.class);
            fixture.given(requested(TOMORROW, null), confirmed(), moved)
                    .when(new AcceptMovedSession(id), byInstructor)
                    .expectException(Problem.class);
        }

        @Test
        void whoHasTakenTheSessionOverMarksItAndNobodyElse() {
            UUID successor = Ids.next();
            sessionsHeldBy((slot, atFirst) -> successor);

            fixture.given(requested(NOW, null), confirmed())
                    .when(
                            new MarkNoShow(id),
                            Map.of(MetaDataKeys.ACTOR, successor.toString(), MetaDataKeys.ACTOR_ROLE, "Instructor"))
                    .expectEvents(new BookingMarkedNoShow(id, NOW));
            fixture.given(requested(NOW, null), confirmed())
                    .when(new MarkNoShow(id), byInstructor)
                    .expectException(Problem.class)
                    .expectExceptionMessage("There is no such booking");
        }

        @Test
        void theInstructorMarksItAsHeld() {
            fixture.given(requested(NOW, null), confirmed())
                    .when(new CompleteBooking(id, null), byInstructor)
                    .expectEvents(new BookingCompleted(id, student, course, NOW));
        }

        @Test
        void whatCameOfItIsWrittenDownWithIt() {
            fixture.given(requested(NOW, null), confirmed())
                    .when(new CompleteBooking(id, "Knots are fine"), byInstructor)
                    .expectEvents(
                            new MeetingArranged(id, null, "Knots are fine", false),
                            new BookingCompleted(id, student, course, NOW));
        }

        @Test
        void aStudentWhoDidNotComeIsMarked() {
            fixture.given(requested(NOW, null), confirmed())
                    .when(new MarkNoShow(id), byInstructor)
                    .expectEvents(new BookingMarkedNoShow(id, NOW));
        }

        @Test
        void nothingIsMarkedBeforeItHasBegun() {
            fixture.given(requested(TOMORROW, null), confirmed())
                    .when(new CompleteBooking(id, null), byInstructor)
                    .expectException(Problem.class)
                    .expectNoEvents();
        }

        @Test
        void nothingIsMarkedTwice() {
            fixture.given(requested(NOW, null), confirmed(), new BookingMarkedNoShow(id, NOW))
                    .when(new CompleteBooking(id, null), byInstructor)
                    .expectException(Problem.class);
        }

        @Test
        void anUnpaidBookingIsNotMarked() {
            fixture.given(requested(NOW, null))
                    .when(new MarkNoShow(id), byInstructor)
                    .expectException(Problem.class);
        }

        @Test
        void theStudentMarksNothing() {
            fixture.given(requested(NOW, null), confirmed())
                    .when(
                            new CompleteBooking(id, null),
                            Map.of(MetaDataKeys.ACTOR, student.toString(), MetaDataKeys.ACTOR_ROLE, "Student"))
                    .expectException(Problem.class)
                    .expectExceptionMessage("Only the instructor may do this");
        }

        @Test
        void aPartOfTheMeetingThatIsNotGivenStaysAsItIs() {
            fixture.given(
                            requested(TOMORROW, null),
                            confirmed(),
                            new MeetingArranged(id, "https://meet.example/1", null, true))
                    .when(new ArrangeMeeting(id, Edit.keep(), Edit.to("Bring gloves")), byInstructor)
                    .expectEvents(new MeetingArranged(id, "https://meet.example/1", "Bring gloves", false));
        }

        @Test
        void aCancelledBookingGetsNoMeeting() {
            fixture.given(requested(TOMORROW, null), cancelled(CancellationReason.ByStudent))
                    .when(new ArrangeMeeting(id, Edit.to("https://meet.example/1"), Edit.keep()), byInstructor)
                    .expectException(Problem.class);
        }
    }
}
