package io.medicaledu.booking.query;

import io.medicaledu.booking.api.CalendarQuery;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Somebody's sessions for a calendar program, which has a secret link instead of a session. */
@RestController
@SecurityRequirements
@Tag(name = "Bookings")
class CalendarFeedController {

    private final Queries queries;

    CalendarFeedController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/api/users/me/calendar.ics", produces = "text/calendar;charset=UTF-8")
    @Operation(
            summary = "Read a calendar by its secret link",
            description = "Booked sessions and, for instructors, all slots: those to come and those of the last three"
                    + " months. The link comes from POST /api/users/me/calendar-link.")
    @ApiResponse(responseCode = "200", description = "An iCalendar (RFC 5545)")
    @ApiResponse(responseCode = "404", description = "not-found: the link is unknown, or was revoked")
    ResponseEntity<String> calendar(@RequestParam String token) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .body(queries.ask(new CalendarQuery(token), String.class));
    }
}
