package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.shared.command.StoredJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notifications that the current transaction makes: their rows are written together, right before it is committed. What
 * comes later in the same transaction has to ask here as well as in the table.
 */
@Component
class NewNotifications {

    private static final String RESOURCE = NewNotifications.class.getName();

    private static final String NOTIFICATIONS = """
            INSERT INTO command_side.notifications (notification_id, user_id, related_entity_id, scheduled_for, done, content_key)
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::boolean[], ?::text[])""";

    private static final String DELIVERIES = """
            INSERT INTO command_side.notification_deliveries
                (notification_id, channel, user_id, type, title, message, next_attempt_at, calendar_entry)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                ?::jsonb[])""";

    private final JdbcClient jdbc;
    private final Clock clock;

    NewNotifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What one transaction makes. */
    private static final class OfTransaction {

        private final Map<UUID, NotificationCreated> created = new LinkedHashMap<>();
        private final Map<UUID, CalendarEntry> entries = new HashMap<>();
        private final Map<UUID, String> keys = new HashMap<>();
        private final Set<UUID> cancelled = new HashSet<>();
    }

    /** @param key what it says; null if that does not matter */
    record Scheduled(UUID notificationId, @Nullable String key) {}

    private record Delivery(
            NotificationCreated notification,
            Channel channel,
            @Nullable CalendarEntry entry) {}

    /**
     * @param entry what an e-mail adds to the reader's calendar; null if nothing
     * @param key what it says, where that can be found outdated before it is sent; null elsewhere
     */
    void add(NotificationCreated notification, @Nullable CalendarEntry entry, @Nullable String key) {
        UnitOfWork<?> transaction = CurrentUnitOfWork.get().root();
        OfTransaction all = transaction.getOrComputeResource(RESOURCE, name -> {
            OfTransaction fresh = new OfTransaction();
            transaction.onCommit(committing -> write(fresh));
            return fresh;
        });
        all.created.put(notification.notificationId(), notification);
        if (entry != null) {
            all.entries.put(notification.notificationId(), entry);
        }
        if (key != null) {
            all.keys.put(notification.notificationId(), key);
        }
    }

    boolean contains(UUID notificationId) {
        OfTransaction all = current();
        return all != null && all.created.containsKey(notificationId);
    }

    /** Those of the booking or slot whose time has not come. */
    List<Scheduled> scheduled(UUID relatedId) {
        OfTransaction all = current();
        Instant now = clock.instant();
        return all == null
                ? List.of()
                : all.created.values().stream()
                        .filter(it -> relatedId.equals(it.relatedEntityId()) && isAfter(it.scheduledFor(), now))
                        .map(NotificationCreated::notificationId)
                        .filter(id -> !all.cancelled.contains(id))
                        .map(id -> new Scheduled(id, all.keys.get(id)))
                        .toList();
    }

    private static boolean isAfter(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }

    /** @return whether it is one of them; else its row is in the table */
    boolean cancel(UUID notificationId) {
        OfTransaction all = current();
        return all != null && all.created.containsKey(notificationId) && all.cancelled.add(notificationId);
    }

    private static @Nullable OfTransaction current() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(RESOURCE) : null;
    }

    private void write(OfTransaction all) {
        Collection<NotificationCreated> created = all.created.values();
        jdbc.sql(NOTIFICATIONS)
                .params(
                        texts(created, NotificationCreated::notificationId),
                        texts(created, NotificationCreated::userId),
                        texts(created, NotificationCreated::relatedEntityId),
                        texts(created, NotificationCreated::scheduledFor),
                        texts(created, it -> all.cancelled.contains(it.notificationId())),
                        texts(created, it -> all.keys.get(it.notificationId())))
                .update();
        List<Delivery> deliveries = new ArrayList<>();
        created.stream()
                .filter(it -> !all.cancelled.contains(it.notificationId()))
                .forEach(it -> it.channels().stream()
                        .filter(channel -> channel != Channel.InApp)
                        .forEach(channel -> deliveries.add(new Delivery(
                                it, channel, channel == Channel.Email ? all.entries.get(it.notificationId()) : null))));
        if (!deliveries.isEmpty()) {
            write(deliveries, clock.instant());
        }
    }

    private void write(List<Delivery> deliveries, Instant now) {
        jdbc.sql(DELIVERIES)
                .params(
                        texts(deliveries, it -> it.notification().notificationId()),
                        texts(deliveries, Delivery::channel),
                        texts(deliveries, it -> it.notification().userId()),
                        texts(deliveries, it -> it.notification().type()),
                        texts(deliveries, it -> it.notification().title()),
                        texts(deliveries, it -> it.notification().message()),
                        texts(deliveries, it -> due(it.notification(), now)),
                        texts(
                                deliveries,
                                it -> it.entry() == null ? null : StoredJson.MAPPER.writeValueAsString(it.entry())))
                .update();
    }

    private static Instant due(NotificationCreated notification, Instant now) {
        Instant scheduled = notification.scheduledFor();
        return scheduled == null ? now : scheduled;
    }

    /** A column, as PostgreSQL reads it; as one object, since the caller's parameters are a list of them. */
    private static <T> Object texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
