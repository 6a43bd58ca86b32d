package io.medicaledu.notification.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.notification.api.NotificationQuery.FindNotifications;
import io.medicaledu.notification.api.NotificationView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The own notifications. */
@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications")
class NotificationQueryController {

    private final Queries queries;
    private final NotificationStream stream;

    NotificationQueryController(Queries queries, NotificationStream stream) {
        this.queries = queries;
        this.stream = stream;
    }

    @GetMapping
    @Operation(summary = "List the own notifications, newest first")
    @ApiResponse(responseCode = "200", description = "A page")
    Page<NotificationView> notifications(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return queries.page(
                new FindNotifications(caller.userId(), unread, new PageRequest(limit, cursor)), NotificationView.class);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Receive notifications as they come up",
            description = "Server-sent events named notification; data is as in the list.")
    @ApiResponse(responseCode = "200", description = "The stream")
    SseEmitter stream(@AuthenticationPrincipal Caller caller) {
        return stream.open(caller);
    }
}
