package io.medicaledu.audit.query;

import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import io.medicaledu.scheduling.api.SlotEvent.SeatTaken;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.scheduling.api.SlotEvent.SlotMeetingArranged;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistClosed;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistLeft;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistPaused;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistResumed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What events of slots do to {@code availability_slots}, and to the bookings that go along. */
final class SlotChanges {

    private SlotChanges() {}

    static List<RowChange> of(SlotEvent event, Instant at) {
        return switch (event) {
            case SlotCreated e ->
                List.of(slot(e).set("courseId", e.courseId())
                        .set("instructorId", e.instructorId())
                        .set("startTimeUtc", e.startTime())
                        .set("endTimeUtc", e.endTime())
                        .money("price", e.price())
                        .set("maxParticipants", e.maxParticipants())
                        .set("currentParticipants", 0)
                        .set("offeredSeats", 0)
                        .set("isBooked", false)
                        .set("isRecurring", false)
                        .set("notes", e.notes()));
            case SeatHeld e -> List.of(seats(e, "currentParticipants", 1));
            case SeatReleased e -> List.of(seats(e, "currentParticipants", -1));
            case SeatOffered e -> List.of(seats(e, "offeredSeats", 1));
            case SeatOfferEnded e -> List.of(seats(e, "offeredSeats", -1));
            case WaitlistPaused e -> List.of(nothingOffered(e));
            case WaitlistClosed e -> List.of(nothingOffered(e));
            case SlotChanged e ->
                List.of(slot(e).set("startTimeUtc", e.startTime())
                        .set("endTimeUtc", e.endTime())
                        .money("price", e.price())
                        .set("maxParticipants", e.maxParticipants())
                        .set("notes", e.notes())
                        .derive(SlotChanges::isBooked));
            case SlotCancelled e ->
                List.of(slot(e).set("cancelledAt", at)
                        .set("cancellationReason", e.reason())
                        .set("offeredSeats", 0)
                        .derive(SlotChanges::isBooked)
                        .as(AuditActionType.Delete));
            case SlotHandedOver e -> handedOver(e);
            case SlotMeetingArranged e -> List.of(slot(e).set("meetingUrl", e.meetingUrl()));
            case SlotJoinedSeries e ->
                List.of(slot(e).set("isRecurring", true)
                        .set("seriesId", e.seriesId())
                        .set(
                                "recurringPattern",
                                Map.of(
                                        "rrule", e.rrule(),
                                        "timeZone", e.timeZone().getId(),
                                        "startLocal", e.localStart().toString())));
            case SeatTaken ignored -> List.of();
            case WaitlistJoined ignored -> List.of();
            case WaitlistLeft ignored -> List.of();
            case WaitlistResumed ignored -> List.of();
        };
    }

    private static RowChange slot(SlotEvent event) {
        return new RowChange("AvailabilitySlot", event.slotId());
    }

    private static RowChange nothingOffered(SlotEvent event) {
        return slot(event).set("offeredSeats", 0).derive(SlotChanges::isBooked);
    }

    private static RowChange seats(SlotEvent event, String column, int difference) {
        return slot(event).add(column, difference).derive(SlotChanges::isBooked);
    }

    private static void isBooked(ObjectNode slot) {
        int inUse = slot.path("currentParticipants").asInt()
                + slot.path("offeredSeats").asInt();
        slot.put("isBooked", inUse >= slot.path("maxParticipants").asInt());
    }

    private static List<RowChange> handedOver(SlotHandedOver event) {
        List<RowChange> changes = new ArrayList<>(List.of(slot(event).set("instructorId", event.instructorId())));
        event.bookingIds()
                .forEach(id -> changes.add(new RowChange("Booking", id).set("instructorId", event.instructorId())));
        return changes;
    }
}
