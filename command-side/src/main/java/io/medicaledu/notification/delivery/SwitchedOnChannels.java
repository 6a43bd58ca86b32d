package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts;
import io.medicaledu.notification.command.DeliveryChannels;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The channels that have what they need here. In-app is always on. */
@Component
class SwitchedOnChannels implements DeliveryChannels {

    private final Map<Channel, DeliveryChannel> byChannel;

    SwitchedOnChannels(List<DeliveryChannel> channels) {
        this.byChannel = channels.stream().collect(Collectors.toMap(DeliveryChannel::channel, Function.identity()));
    }

    boolean isNone() {
        return byChannel.isEmpty();
    }

    /** @throws DeliveryException if it has been switched off meanwhile */
    DeliveryChannel require(Channel channel) {
        DeliveryChannel found = byChannel.get(channel);
        if (found == null) {
            throw new DeliveryException(channel + " is switched off", true);
        }
        return found;
    }

    @Override
    public Set<Channel> of(Contacts.Contact contact, NotificationType type) {
        Set<Channel> wanted = EnumSet.of(Channel.InApp);
        for (DeliveryChannel each : byChannel.values()) {
            boolean chosen = type.isAboutSecurity()
                    ? each.channel() == Channel.Email
                    : contact.channels().contains(each.channel());
            if (chosen && each.reaches(contact)) {
                wanted.add(each.channel());
            }
        }
        return wanted;
    }
}
