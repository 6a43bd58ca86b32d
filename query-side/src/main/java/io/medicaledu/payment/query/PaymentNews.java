package io.medicaledu.payment.query;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/** Tells those who wait on this node that the read model has something new about the payment of a booking. */
@Component
class PaymentNews {

    private final ConcurrentMap<UUID, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /** Once the change that is being made can be seen by others. */
    void changed(UUID bookingId) {
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> {
            CountDownLatch latch = waiting.remove(bookingId);
            if (latch != null) {
                latch.countDown();
            }
        });
    }

    /** To be asked for before looking, so that nothing is missed between looking and waiting. */
    Wait of(UUID bookingId) {
        return new Wait(bookingId, waiting.computeIfAbsent(bookingId, id -> new CountDownLatch(1)));
    }

    /** For the next change. */
    final class Wait implements AutoCloseable {

        private final UUID bookingId;
        private final CountDownLatch latch;

        private Wait(UUID bookingId, CountDownLatch latch) {
            this.bookingId = bookingId;
            this.latch = latch;
        }

        /** True if there was one; another node may have made one without telling. */
        boolean await(Duration longest) throws InterruptedException {
            return latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.remove(bookingId, latch);
        }
    }
}
