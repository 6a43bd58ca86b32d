package io.medicaledu.audit.query;

import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.shared.Problem;
import java.util.List;

/** Which types of events are meant. */
public final class EventTypes {

    private EventTypes() {}

    /**
     * The types, in alphabetical order.
     *
     * @param type a type, or the beginning of several with a star: {@code Booking*}
     * @throws Problem {@code validation} if there is none
     */
    public static List<String> matching(String type) {
        List<String> types = EventCatalog.matching(type);
        if (types.isEmpty()) {
            throw Problem.invalid("type", "is no type of event, nor the beginning of one");
        }
        return types;
    }
}
