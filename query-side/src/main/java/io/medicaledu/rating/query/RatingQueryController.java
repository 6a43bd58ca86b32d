package io.medicaledu.rating.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.rating.api.RatingQuery.FindCourseRatings;
import io.medicaledu.rating.api.RatingQuery.FindInstructorRatings;
import io.medicaledu.rating.api.RatingsView;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ratings of courses and instructors. */
@RestController
@SecurityRequirements
@Tag(name = "Ratings")
class RatingQueryController {

    private final Queries queries;

    RatingQueryController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/courses/{courseId}/ratings")
    @Operation(
            summary = "List a course's ratings, newest first, with average and count",
            description = "The public ones; all of them for its instructor and admins.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "404", description = "not-found")
    RatingsView courseRatings(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable UUID courseId,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.ask(new FindCourseRatings(courseId, caller, new PageRequest(limit, cursor)), RatingsView.class);
    }

    @GetMapping("/api/instructors/{instructorId}/ratings")
    @Operation(
            summary = "List an instructor's ratings, newest first, with average and count",
            description = "The public ones; all of them for the instructor and admins.")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "404", description = "not-found")
    RatingsView instructorRatings(
            @AuthenticationPrincipal @Nullable Caller caller,
            @PathVariable UUID instructorId,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.ask(
                new FindInstructorRatings(instructorId, caller, new PageRequest(limit, cursor)), RatingsView.class);
    }
}
