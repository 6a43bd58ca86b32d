package io.medicaledu.rating.command;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.rating.api.RatingCommand.ChangeCourseRating;
import io.medicaledu.rating.api.RatingCommand.ChangeInstructorRating;
import io.medicaledu.rating.api.RatingCommand.RateCourse;
import io.medicaledu.rating.api.RatingCommand.RateInstructor;
import io.medicaledu.rating.api.Review;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ratings by students. */
@RestController
@RolesAllowed("Student")
@Tag(name = "Ratings")
class RatingController {

    private final Commands commands;

    RatingController(Commands commands) {
        this.commands = commands;
    }

    /** @param isPublic missing: true */
    record NewReview(
            @Schema(example = "5") @NotNull @Min(1) @Max(5) Integer rating,

            @Schema(example = "Clear, patient, to the point") @Size(max = 5_000) @Nullable
            String review,

            @Nullable Boolean isPublic) {

        Review toReview() {
            return new Review(rating, review, isPublic == null || isPublic);
        }
    }

    /** The id of the rating. */
    record Rated(UUID ratingId) {}

    @PostMapping("/api/bookings/{bookingId}/rating")
    @Operation(summary = "Rate the instructor after a completed session", description = "Once per booking.")
    @ApiResponse(responseCode = "201", description = "Rated")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "rating-exists")
    @ApiResponse(responseCode = "422", description = "rating-not-allowed")
    ResponseEntity<Rated> rateInstructor(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID bookingId,
            @Valid @RequestBody NewReview request) {
        UUID id = commands.ask(
                new RateInstructor(Ids.instructorRating(bookingId), bookingId, caller.userId(), request.toReview()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/bookings/" + bookingId + "/rating"))
                .body(new Rated(id));
    }

    @PutMapping("/api/bookings/{bookingId}/rating")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the rating of a session", description = "For 14 days.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "422", description = "rating-not-allowed")
    void changeInstructorRating(@PathVariable UUID bookingId, @Valid @RequestBody NewReview request) {
        commands.send(new ChangeInstructorRating(Ids.instructorRating(bookingId), request.toReview()));
    }

    @PostMapping("/api/courses/{courseId}/ratings")
    @Operation(summary = "Rate a course one is enrolled in", description = "Once per student and course.")
    @ApiResponse(responseCode = "201", description = "Rated")
    @ApiResponse(responseCode = "400", description = "validation")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "409", description = "rating-exists")
    @ApiResponse(responseCode = "422", description = "rating-not-allowed")
    ResponseEntity<Rated> rateCourse(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID courseId,
            @Valid @RequestBody NewReview request) {
        UUID id = commands.ask(
                new RateCourse(
                        Ids.courseRating(courseId, caller.userId()), courseId, caller.userId(), request.toReview()),
                UUID.class);
        return ResponseEntity.created(URI.create("/api/courses/" + courseId + "/ratings"))
                .body(new Rated(id));
    }

    @PutMapping("/api/courses/{courseId}/ratings/mine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the own rating of a course", description = "For 14 days.")
    @ApiResponse(responseCode = "204", description = "Changed")
    @ApiResponse(responseCode = "404", description = "not-found")
    @ApiResponse(responseCode = "422", description = "rating-not-allowed")
    void changeCourseRating(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID courseId,
            @Valid @RequestBody NewReview request) {
        commands.send(new ChangeCourseRating(Ids.courseRating(courseId, caller.userId()), request.toReview()));
    }
}
