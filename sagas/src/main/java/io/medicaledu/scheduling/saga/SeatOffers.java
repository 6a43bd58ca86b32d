package io.medicaledu.scheduling.saga;

import io.medicaledu.catalog.api.CourseEvent.CourseDeleted;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import io.medicaledu.catalog.api.CourseEvent.CourseUnpublished;
import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistClosed;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistPaused;
import io.medicaledu.scheduling.api.WaitlistCommand.CloseWaitlists;
import io.medicaledu.scheduling.api.WaitlistCommand.ExpireOffer;
import io.medicaledu.scheduling.api.WaitlistCommand.PauseWaitlists;
import io.medicaledu.scheduling.api.WaitlistCommand.ResumeWaitlists;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.Deadline;
import io.medicaledu.shared.saga.SagaCommands;
import io.medicaledu.shared.saga.Story;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends offers of seats in time, so that the next one who waits gets the seat; offers nothing that cannot be booked. */
@Component
@ProcessingGroup("seat-offers")
class SeatOffers implements Deadline {

    private final CommandGateway gateway;
    private final JdbcClient jdbc;

    SeatOffers(CommandGateway gateway, JdbcClient jdbc) {
        this.gateway = gateway;
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SeatOffered event, EventMessage<?> message) {
        Story story = Story.of(message);
        jdbc.sql("""
                        INSERT INTO process_manager.seat_offers (offer_id, slot_id, student_id, until, due_at,
                            correlation_id, request_id, initiator)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (offer_id) DO UPDATE SET until = EXCLUDED.until, due_at = EXCLUDED.due_at""")
                .params(Arrays.asList(
                        offer(event.slotId(), event.studentId()),
                        event.slotId(),
                        event.studentId(),
                        event.until().atOffset(ZoneOffset.UTC),
                        event.until().atOffset(ZoneOffset.UTC),
                        story.correlationId(),
                        story.requestId(),
                        story.initiator()))
                .update();
    }

    @EventHandler
    void on(SeatOfferEnded event) {
        jdbc.sql("DELETE FROM process_manager.seat_offers WHERE offer_id = ?")
                .param(offer(event.slotId(), event.studentId()))
                .update();
    }

    @EventHandler
    void on(WaitlistPaused event) {
        forget(event.slotId());
    }

    @EventHandler
    void on(WaitlistClosed event) {
        forget(event.slotId());
    }

    private void forget(UUID slotId) {
        jdbc.sql("DELETE FROM process_manager.seat_offers WHERE slot_id = ?")
                .param(slotId)
                .update();
    }

    @EventHandler
    void on(CourseUnpublished event) {
        SagaCommands.send(gateway, SeatOffers.class, new PauseWaitlists(event.courseId()));
    }

    @EventHandler
    void on(CourseDeleted event) {
        SagaCommands.send(gateway, SeatOffers.class, new CloseWaitlists(event.courseId()));
    }

    @EventHandler
    void on(CoursePublished event) {
        SagaCommands.send(gateway, SeatOffers.class, new ResumeWaitlists(event.courseId()));
    }

    /** A student has one offer of a slot at a time. */
    private static UUID offer(UUID slotId, UUID studentId) {
        return Ids.derive("seat-offer", slotId, studentId);
    }

    @Override
    public String table() {
        return "process_manager.seat_offers";
    }

    @Override
    public String key() {
        return "offer_id";
    }

    @Override
    public void onDue(UUID offerId, Story story) {
        Optional<ExpireOffer> due = jdbc.sql("SELECT * FROM process_manager.seat_offers WHERE offer_id = ?")
                .param(offerId)
                .query((row, index) -> new ExpireOffer(
                        row.getObject("slot_id", UUID.class),
                        row.getObject("student_id", UUID.class),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .optional();
        due.ifPresent(command -> SagaCommands.send(gateway, SeatOffers.class, command, story));
    }
}
