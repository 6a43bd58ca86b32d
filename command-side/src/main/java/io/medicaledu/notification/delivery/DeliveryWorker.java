package io.medicaledu.notification.delivery;

import io.medicaledu.kernel.queue.BackOff;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.notification.api.NotificationCommand.RecordNotSent;
import io.medicaledu.notification.api.NotificationCommand.RecordSent;
import io.medicaledu.notification.command.Contacts;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands notifications over to their channels, and records how it went. */
@Component
class DeliveryWorker implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int BATCH = 50;
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(4), Duration.ofSeconds(2_048));

    private final Deliveries deliveries;
    private final SwitchedOnChannels channels;
    private final Contacts contacts;
    private final Commands commands;
    private final NotificationProperties properties;
    private final Worker worker;

    DeliveryWorker(
            Deliveries deliveries,
            SwitchedOnChannels channels,
            Contacts contacts,
            Commands commands,
            NotificationProperties properties) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.contacts = contacts;
        this.commands = commands;
        this.properties = properties;
        this.worker = new Worker("notification-delivery", this::step);
    }

    private boolean step() {
        if (channels.isNone()) {
            return false;
        }
        List<Delivery> due = deliveries.claim(BATCH);
        if (!due.isEmpty()) {
            deliverAll(due);
        }
        return due.size() == BATCH;
    }

    /** A slow mail server answers several in the time of one. */
    private void deliverAll(List<Delivery> due) {
        try (ExecutorService several = Executors.newFixedThreadPool(
                properties.atOnce(),
                Thread.ofVirtual().name("notification-delivery-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            due.forEach(delivery -> running.add(several.submit(() -> deliver(delivery))));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A delivery could not be recorded; it is tried again", e.getCause());
        }
    }

    private void deliver(Delivery delivery) {
        RequestContext.bind(RequestContext.ofProcess("notification-delivery", null));
        try {
            handOver(delivery);
        } finally {
            RequestContext.bind(null);
        }
    }

    private void handOver(Delivery delivery) {
        Optional<Contacts.Contact> contact = contacts.find(delivery.userId());
        if (contact.isEmpty() || !isWanted(delivery, contact.get())) {
            deliveries.remove(delivery);
            return;
        }
        if (!deliveries.renew(delivery)) {
            return;
        }
        try {
            channels.require(delivery.channel()).send(delivery, contact.get());
        } catch (DeliveryException e) {
            fail(delivery, String.valueOf(e.getMessage()), e.isWorthAnotherTry());
            return;
        } catch (RuntimeException e) {
            LOG.warn("{} of notification {} failed unexpectedly", delivery.channel(), delivery.notificationId(), e);
            fail(delivery, e.getClass().getSimpleName(), true);
            return;
        }
        commands.send(new RecordSent(delivery.notificationId(), delivery.channel()));
    }

    /** A reminder waits for weeks; what counts is what the user wants now, and whether the account has not ended. */
    private static boolean isWanted(Delivery delivery, Contacts.Contact contact) {
        return delivery.type().isAboutSecurity()
                || (contact.channels().contains(delivery.channel())
                        && (contact.active() || !delivery.type().isForActiveUsers()));
    }

    private void fail(Delivery delivery, String error, boolean worthAnotherTry) {
        boolean isFinal = !worthAnotherTry || delivery.attempts() >= properties.maxAttempts();
        deliveries.retryAfter(delivery, BACK_OFF.after(delivery.attempts()));
        commands.send(
                new RecordNotSent(delivery.notificationId(), delivery.channel(), delivery.attempts(), error, isFinal));
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.notification_deliveries WHERE NOT parked AND next_attempt_at <= :now";
    }
}
