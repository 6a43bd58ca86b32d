package io.medicaledu.scheduling.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SlotCommand.CancelBookingsOfSlot;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotCancellationTest {

    private final UUID slot = Ids.next();
    private final List<CommandMessage<?>> commands = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private SlotCancellation process;

    @BeforeEach
    void setUp() {
        process = new SlotCancellation(
                DefaultCommandGateway.builder().commandBus(bus).build());
    }

    private void acceptCommands() {
        bus.subscribe(CancelBookingsOfSlot.class.getName(), command -> {
            commands.add(command);
            return null;
        });
    }

    @Test
    void allBookingsAreQueuedByOneCommandInTheirOrder() {
        acceptCommands();
        List<UUID> bookings = List.of(Ids.next(), Ids.next(), Ids.next());

        process.on(new SlotCancelled(slot, "ill", bookings));

        assertThat(commands).hasSize(1);
        assertThat(commands.getFirst().getPayload()).isEqualTo(new CancelBookingsOfSlot(slot, bookings));
        assertThat(commands.getFirst().getMetaData())
                .containsEntry(MetaDataKeys.ACTOR, "saga:SlotCancellation")
                .containsEntry(MetaDataKeys.ACTOR_ROLE, Actor.SYSTEM);
    }

    @Test
    void anEmptySlotAsksForNothing() {
        acceptCommands();

        process.on(new SlotCancelled(slot, "ill", List.of()));

        assertThat(commands).isEmpty();
    }

    @Test
    void theProcessStaysAtTheEventIfItCouldNotQueueThem() {
        SlotCancelled event = new SlotCancelled(slot, "ill", List.of(Ids.next()));

        assertThatThrownBy(() -> process.on(event)).hasMessageContaining("CancelBookingsOfSlot");
    }
}
