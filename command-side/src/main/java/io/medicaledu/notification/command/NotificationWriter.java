package io.medicaledu.notification.command;

import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.shared.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes notifications down, in the reader's words and for the channels that the reader has chosen. Each cause tells a user
 * once.
 */
@Component
class NotificationWriter {

    static final Locale LANGUAGE = Locale.ENGLISH;

    private final Repository<Notification> notifications;
    private final NotificationTable table;
    private final NewNotifications fresh;
    private final DeliveryChannels channels;

    NotificationWriter(
            Repository<Notification> notificationRepository,
            NotificationTable table,
            NewNotifications fresh,
            DeliveryChannels channels) {
        this.notifications = notificationRepository;
        this.table = table;
        this.fresh = fresh;
        this.channels = channels;
    }

    /** @param related what it is about */
    record Notice(
            NotificationType type,
            String cause,
            String variant,
            Map<String, String> values,
            @Nullable String relatedType,
            @Nullable UUID related,
            @Nullable Instant scheduledFor) {}

    /**
     * What one user is told.
     *
     * @param entry what an e-mail adds to the reader's calendar; null if nothing
     * @param key what it says, where that can be found outdated before it is sent; null elsewhere
     */
    record Draft(
            Contact reader,
            NotificationTexts.Text text,
            Notice notice,
            @Nullable CalendarEntry entry,
            @Nullable String key) {

        /** In the words for its type and variant. */
        static Draft of(Contact reader, Notice notice) {
            return new Draft(
                    reader,
                    NotificationTexts.of(notice.type(), notice.variant(), notice.values(), LANGUAGE),
                    notice,
                    null,
                    null);
        }

        Draft with(@Nullable CalendarEntry calendarEntry) {
            return new Draft(reader, text, notice, calendarEntry, key);
        }

        Draft keyed(String contentKey) {
            return new Draft(reader, text, notice, entry, contentKey);
        }

        private UUID id() {
            return Ids.derive("notification", notice.cause(), notice.type(), reader.userId());
        }
    }

    /** All but those that there are already: each cause tells a user once. */
    void write(List<Draft> drafts) throws Exception {
        if (drafts.isEmpty()) {
            return;
        }
        Set<UUID> existing = table.existing(drafts.stream().map(Draft::id).toList());
        for (Draft draft : drafts) {
            if (existing.add(draft.id())) {
                write(draft);
            }
        }
    }

    private void write(Draft draft) throws Exception {
        Notice notice = draft.notice();
        NotificationCreated created = new NotificationCreated(
                draft.id(),
                draft.reader().userId(),
                notice.type(),
                draft.text().title(),
                draft.text().message(),
                notice.relatedType(),
                notice.related(),
                channels.of(draft.reader(), notice.type()),
                notice.scheduledFor());
        fresh.add(created, draft.entry(), draft.key());
        notifications.newInstance(() -> new Notification(created));
    }
}
