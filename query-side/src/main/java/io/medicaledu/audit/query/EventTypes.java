package io.medicaledu.audit.query;

import io.medicaledu.audit.api.EventCatalog;
import io.medicaledu.shared.Problem;
import java.util.List;
import java.util.function.Predicate;

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
        Predicate<String> isMeant =
                type.endsWith("*") ? it -> it.startsWith(type.substring(0, type.length() - 1)) : type::equals;
        List<String> types =
                EventCatalog.byName().keySet().stream().filter(isMeant).sorted().toList();
        if (types.isEmpty()) {
            throw Problem.invalid("type", "is no type of event, nor the beginning of one");
        }
        return types;
    }
}
