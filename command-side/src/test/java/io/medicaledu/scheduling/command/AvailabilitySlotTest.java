package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SlotCommand.CancelSlot;
import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvailabilitySlotTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Instant START = NOW.plusSeconds(86_400);

    private final UUID slot = Ids.next();
    private final UUID instructor = Ids.next();
    private final UUID booking = Ids.next();
    private FixtureConfiguration<AvailabilitySlot> fixture;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(AvailabilitySlot.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private SlotCreated created(Instant start) {
        return new SlotCreated(
                slot, Ids.next(), instructor, start, start.plusSeconds(3_600), Money.of("45.00", "USD"), 2, null);
    }

    private static Map<String, String> by(UUID user, String role) {
        return Map.of(MetaDataKeys.ACTOR, user.toString(), MetaDataKeys.ACTOR_ROLE, role);
    }

    @Test
    void cancellingNamesTheBookingsThatLoseTheirSeats() {
        fixture.given(created(START), new SeatHeld(slot, booking, Ids.next(), NOW))
                .when(new CancelSlot(slot, "ill"), by(instructor, "Instructor"))
                .expectEvents(new SlotCancelled(slot, "ill", List.of(booking)));
    }

    @Test
    void cancellingTwiceChangesNothing() {
        fixture.given(created(START), new SlotCancelled(slot, "ill", List.of()))
                .when(new CancelSlot(slot, "again"), by(instructor, "Instructor"))
                .expectNoEvents();
    }

    @Test
    void onlyTheOwnerCancels() {
        fixture.given(created(START))
                .when(new CancelSlot(slot, "envy"), by(Ids.next(), "Instructor"))
                .expectException(Problem.class)
                .expectExceptionMessage("Only the owner may do this");
    }

    @Test
    void aSessionThatHasBegunIsNotCancelled() {
        fixture.given(created(NOW.minusSeconds(60)))
                .when(new CancelSlot(slot, "late"), by(instructor, "Instructor"))
                .expectException(Problem.class)
                .expectExceptionMessage("The session has begun already");
    }
}
