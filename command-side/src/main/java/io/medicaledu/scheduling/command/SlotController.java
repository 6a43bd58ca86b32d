package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SeriesScope;
import io.medicaledu.scheduling.api.SlotChange;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlot;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlotAndFollowing;
import io.medicaledu.scheduling.api.SlotCommand.ChangeSlot;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.MoneyChange;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.HttpUrl;
import io.medicaledu.shared.command.MediaTypes;
import io.medicaledu.shared.command.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opening, changing and cancelling slots. */
@RestController
@RolesAllowed({"Instructor", "Admin"})
@Tag(name = "Slots")
class SlotController {

    private final Commands commands;

    SlotController(Commands commands) {
        this.commands = commands;
    }

    /**
     * @param price missing: the course's price
     * @param maxParticipants missing: 1
     */
    record NewSlot(
            @Schema(example = "2027-01-15T09:00:00Z") @NotNull
            Instant startTimeUtc,

            @Schema(example = "2027-01-15T10:00:00Z") @NotNull
            Instant endTimeUtc,

            @Nullable Money price,

            @Schema(example = "1") @Positive @Max(100_000) @Nullable
            Integer maxParticipants,

            @Schema(example = "Bring a stethoscope") @Size(max = 2_000) @Nullable
            String notes,

            @Schema(example = "https://meet.example.org/echo") @HttpUrl @Nullable
            String meetingUrl) {}

    /** @param scope This (if missing), or Following for the later ones of its series, too */
    @Schema(name = "SlotCancellation")
    record Cancellation(
            @Schema(example = "The instructor is ill") @NotBlank @Size(max = 500)
            String reason,

            @Nullable SeriesScope scope) {}

    /**
     * A merge patch: what is missing stays as it is, what is null is removed. A start without an end keeps the length.
     *
     * @param scope This (if missing), or Following for the later ones of its series, too
     */
    @Schema(name = "SlotChange")
    record Change(
            Edit<Instant> startTimeUtc,
            Edit<Instant> endTimeUtc,
            Edit<MoneyChange> price,

            @Schema(example = "1") @Positive @Max(100_000) Edit<Integer> maxParticipants,

            @Schema(example = "Bring a stethoscope") @Size(max = 2_000)
            Edit<String> notes,

            @Schema(example = "https://meet.example.org/echo") @HttpUrl
            Edit<String> meetingUrl,

            @Nullable SeriesScope scope) {}

    /** The id of the slot that was created. */
    record SlotCreated(UUID slotId) {}

    @PostMapping("/api/courses/{courseId}/slots")
    @Operation(summary = "Open a slot")
    @ApiResponse(responseCode = "201", description = "Opened")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "409", description = "slot-overlap")
    @ApiResponse(responseCode = "422", description = "amount-not-chargeable")
    ResponseEntity<SlotCreated> create(@PathVariable UUID courseId, @Valid @RequestBody NewSlot request) {
        Money price = request.price();
        if (price != null && price.isNegative()) {
            throw Problem.invalid("price.amount", "must not be negative");
        }
        UUID slotId = commands.ask(
                new CreateSlot(
                        Ids.next(),
                        courseId,
                        request.startTimeUtc(),
                        request.endTimeUtc(),
                        price,
                        request.maxParticipants() == null ? 1 : request.maxParticipants(),
                        request.notes(),
                        request.meetingUrl()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/slots/" + slotId)).body(new SlotCreated(slotId));
    }

    @PostMapping("/api/slots/{slotId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Cancel a slot", description = "Every booking on it is cancelled with a full refund.")
    @ApiResponse(responseCode = "204", description = "Cancelled; the bookings follow")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "409", description = "slot-state")
    void cancel(@PathVariable UUID slotId, @Valid @RequestBody Cancellation request) {
        commands.send(
                request.scope() == SeriesScope.Following
                        ? new CancelSlotAndFollowing(slotId, request.reason())
                        : new CancelSlot(slotId, request.reason()));
    }

    @PatchMapping(
            path = "/api/slots/{slotId}",
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Change a slot, or it and those of its series that follow",
            description = "Bookings go along to another time; each student is told, and for a while may accept, choose"
                    + " another slot or cancel, with everything back. A meetingUrl is told to all who are booked, and to"
                    + " those who book later.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "403", description = "forbidden")
    @ApiResponse(responseCode = "409", description = "slot-state, slot-overlap")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    void change(
            @PathVariable UUID slotId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Change request) {
        SlotChange change = new SlotChange(
                request.startTimeUtc(),
                request.endTimeUtc(),
                request.price(),
                request.maxParticipants(),
                request.notes(),
                request.meetingUrl());
        commands.send(new ChangeSlot(
                slotId,
                Versions.ifMatch(ifMatch),
                change,
                request.scope() == null ? SeriesScope.This : request.scope()));
    }
}
