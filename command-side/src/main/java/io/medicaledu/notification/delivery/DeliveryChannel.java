package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.command.Contacts;

/** One way out of here. */
interface DeliveryChannel {

    Channel channel();

    /** True if the user can be reached this way. */
    boolean reaches(Contacts.Contact contact);

    /** @throws DeliveryException if it could not be handed over */
    void send(Delivery delivery, Contacts.Contact contact);
}
