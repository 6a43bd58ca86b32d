package io.medicaledu.app.axon;

import io.medicaledu.app.eventstore.AppendedEvents;
import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.web.ConsistencyToken;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells the client of a command the position of its last event. A command runs in its request's own thread. */
@Component
final class AppendedPositionHeader implements AppendedEvents {

    @Override
    public void appended(List<TrackedEventMessage<?>> events) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletResponse response = attributes.getResponse();
            if (response != null) {
                response.setHeader(
                        ConsistencyToken.HEADER, ConsistencyToken.format(EventCursor.position(events.getLast())));
            }
        }
    }
}
