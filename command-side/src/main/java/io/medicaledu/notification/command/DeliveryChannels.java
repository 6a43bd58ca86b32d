package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationType;
import java.util.Set;

/** Which channels are switched on here. */
public interface DeliveryChannels {

    /** By which channels a notification goes to the user: those that are switched on, wanted, and possible. */
    Set<Channel> of(Contacts.Contact contact, NotificationType type);
}
