package io.medicaledu.audit.api;

import io.medicaledu.access.api.AccessEvent;
import io.medicaledu.booking.api.BookingEvent;
import io.medicaledu.catalog.api.CourseEvent;
import io.medicaledu.identity.api.UserEvent;
import io.medicaledu.learning.api.EnrollmentEvent;
import io.medicaledu.notification.api.AnnouncementEvent;
import io.medicaledu.notification.api.NotificationEvent;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.ReconciliationEvent;
import io.medicaledu.promotion.api.PromoCodeEvent;
import io.medicaledu.rating.api.RatingEvent;
import io.medicaledu.receipt.api.ReceiptEvent;
import io.medicaledu.scheduling.api.SeriesEvent;
import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.subscription.api.SubscriptionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All events of the platform by their logical name, which is what the event store keeps instead of a Java class. */
public final class EventCatalog {

    private static final List<Class<?>> FAMILIES = List.of(
            UserEvent.class,
            AccessEvent.class,
            CourseEvent.class,
            SlotEvent.class,
            SeriesEvent.class,
            BookingEvent.class,
            PaymentEvent.class,
            ReceiptEvent.class,
            ReconciliationEvent.class,
            EnrollmentEvent.class,
            PromoCodeEvent.class,
            RatingEvent.class,
            NotificationEvent.class,
            AnnouncementEvent.class,
            SubscriptionEvent.class);

    private static final Map<String, Class<?>> BY_NAME = FAMILIES.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventCatalog() {}

    /** The sealed interfaces, one for each aggregate. */
    public static List<Class<?>> families() {
        return FAMILIES;
    }

    /**
     * The types that are meant, by name.
     *
     * @param pattern a type, or the beginning of several with a star, e.g. {@code Booking*}
     * @return none if there are no such types
     */
    public static List<String> matching(String pattern) {
        Predicate<String> isMeant = pattern.endsWith("*")
                ? name -> name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern::equals;
        return BY_NAME.keySet().stream().filter(isMeant).sorted().toList();
    }

    /** Logical name (e.g. {@code BookingConfirmed}) to the record that now represents it. */
    public static Map<String, Class<?>> byName() {
        return BY_NAME;
    }
}
