package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.CancelBookingOfSlot;
import io.medicaledu.kernel.queue.BackOff;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.scheduling.api.SlotCommand.CancelBookingsOfSlot;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends the bookings of cancelled slots one by one, each in a transaction of its own (ADR 13). One that cannot be ended
 * stays in the queue and is tried again with growing pauses; the others go on. Repeating one changes nothing.
 */
@Component
class MassCancellation implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(MassCancellation.class);
    private static final String PROCESS = "saga:SlotCancellation";
    private static final int BATCH = 20;
    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final BookingCancellationQueue queue;
    private final Commands commands;
    private final Worker worker = new Worker("mass-cancellation", this::step);

    MassCancellation(BookingCancellationQueue queue, Commands commands) {
        this.queue = queue;
        this.commands = commands;
    }

    @CommandHandler
    void handle(CancelBookingsOfSlot command, MetaData metaData) {
        String cause = text(metaData, MetaDataKeys.CAUSATION_ID);
        String story = text(metaData, MetaDataKeys.CORRELATION_ID);
        queue.add(
                command.slotId(),
                command.bookingIds(),
                new RequestContext.Cause(
                        story == null ? command.slotId().toString() : story,
                        cause,
                        text(metaData, MetaDataKeys.REQUEST_ID),
                        text(metaData, MetaDataKeys.INITIATOR)));
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> worker.wake());
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    private boolean step() {
        List<BookingCancellationQueue.Claimed> claimed = queue.claim(BATCH);
        for (BookingCancellationQueue.Claimed each : claimed) {
            if (!worker.isRunning()) {
                return false;
            }
            cancel(each);
        }
        return claimed.size() == BATCH;
    }

    private void cancel(BookingCancellationQueue.Claimed claimed) {
        RequestContext.bind(RequestContext.ofProcess(PROCESS, claimed.cause()));
        try {
            commands.send(new CancelBookingOfSlot(claimed.bookingId()));
            queue.remove(claimed.bookingId());
        } catch (RuntimeException e) {
            LOG.warn("Booking {} of a cancelled slot could not be ended yet", claimed.bookingId(), e);
            queue.retryLater(claimed.bookingId(), BACK_OFF.after(claimed.attempts()), e.toString());
        } finally {
            RequestContext.bind(null);
        }
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.booking_cancellations WHERE next_attempt_at <= :now";
    }
}
