package io.medicaledu.scheduling.command;

import io.medicaledu.scheduling.api.SeriesCommand.CancelSeries;
import io.medicaledu.scheduling.api.SeriesCommand.CancelledSlots;
import io.medicaledu.scheduling.api.SeriesCommand.CreateSeries;
import io.medicaledu.scheduling.api.SeriesCommand.PreviewSeries;
import io.medicaledu.scheduling.api.SeriesCommand.SeriesPreview;
import io.medicaledu.scheduling.api.SeriesCommand.SeriesReceipt;
import io.medicaledu.scheduling.api.SeriesPlan;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.HttpUrl;
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
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Series of slots. */
@RestController
@RolesAllowed({"Instructor", "Admin"})
@Tag(name = "Slots")
class SeriesController {

    private final Commands commands;

    SeriesController(Commands commands) {
        this.commands = commands;
    }

    enum OnConflict {
        reject,
        skip
    }

    /**
     * @param rrule with COUNT or UNTIL
     * @param onConflict missing: reject
     */
    record NewSeries(
            @Schema(example = "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10") @NotBlank @Size(max = 500)
            String rrule,

            @Schema(example = "Europe/Berlin") @NotBlank String timeZone,

            @Schema(type = "string", example = "2027-03-01T09:00:00") @NotNull
            LocalDateTime firstStartLocal,

            @Schema(example = "60") @Positive @Max(10_080) @NotNull
            Integer durationMinutes,

            @Nullable Money price,

            @Schema(example = "1") @Positive @Max(100_000) @Nullable
            Integer maxParticipants,

            @Schema(example = "Bring a stethoscope") @Size(max = 2_000) @Nullable
            String notes,

            @Schema(example = "https://meet.example.org/echo") @HttpUrl @Nullable
            String meetingUrl,

            @Nullable OnConflict onConflict) {

        SeriesPlan plan(UUID courseId) {
            if (price != null && price.isNegative()) {
                throw Problem.invalid("price.amount", "must not be negative");
            }
            if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
                throw Problem.invalid("timeZone", "must be an IANA time zone, e.g. Europe/Berlin");
            }
            return new SeriesPlan(
                    courseId,
                    rrule,
                    ZoneId.of(timeZone),
                    firstStartLocal,
                    durationMinutes,
                    price,
                    maxParticipants == null ? 1 : maxParticipants,
                    notes,
                    meetingUrl,
                    onConflict == OnConflict.skip);
        }
    }

    @Schema(name = "SeriesCancellation")
    record Cancellation(
            @Schema(example = "The course moves to next term") @NotBlank @Size(max = 500)
            String reason) {}

    @PostMapping("/api/courses/{courseId}/slot-series")
    @Operation(
            summary = "Open a series of slots",
            description =
                    "By a recurrence rule of RFC 5545 on the clock of a time zone: 09:00 stays 09:00 when daylight"
                            + " saving time begins or ends. All or nothing, unless onConflict is skip.")
    @ApiResponse(responseCode = "201", description = "Opened")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "409", description = "slot-overlap")
    @ApiResponse(responseCode = "422", description = "amount-not-chargeable")
    ResponseEntity<SeriesReceipt> create(@PathVariable UUID courseId, @Valid @RequestBody NewSeries request) {
        SeriesReceipt receipt = commands.ask(new CreateSeries(Ids.next(), request.plan(courseId)), SeriesReceipt.class);
        return ResponseEntity.created(URI.create("/api/slot-series/" + receipt.seriesId()))
                .body(receipt);
    }

    @PostMapping("/api/courses/{courseId}/slot-series/preview")
    @Operation(summary = "See what a series would open, and its conflicts", description = "Changes nothing.")
    @ApiResponse(responseCode = "200", description = "The occurrences, and those for which there is no time")
    @ApiResponse(responseCode = "400", description = "validation")
    SeriesPreview preview(@PathVariable UUID courseId, @Valid @RequestBody NewSeries request) {
        return commands.ask(new PreviewSeries(Ids.next(), request.plan(courseId)), SeriesPreview.class);
    }

    @PostMapping("/api/slot-series/{seriesId}/cancellation")
    @Operation(
            summary = "Cancel what is left of a series",
            description = "Every booking on the slots is cancelled with a full refund.")
    @ApiResponse(responseCode = "200", description = "Cancelled; the bookings follow")
    @ApiResponse(responseCode = "404", description = "not-found")
    CancelledSlots cancel(@PathVariable UUID seriesId, @Valid @RequestBody Cancellation request) {
        return commands.ask(new CancelSeries(seriesId, request.reason()), CancelledSlots.class);
    }
}
