package io.medicaledu.booking.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.booking.query.BookingNews.Change;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;

/** How often somebody who waits looks at the read model, which is a statement each time. */
class BookingNewsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final UUID booking = UUID.randomUUID();
    private final UUID student = UUID.randomUUID();
    private final BookingNews news = new BookingNews(8);
    private final AtomicInteger looks = new AtomicInteger();

    /** Each look is answered by how many there were; after {@code change} the next one follows. */
    private int await(Set<Change> changes, Change change, Function<Integer, Duration> patience) {
        return news.await(
                booking,
                student,
                changes,
                LONG,
                () -> {
                    // Between looking and waiting: the change must not be missed.
                    tell(change);
                    return looks.incrementAndGet();
                },
                patience);
    }

    private void tell(Change change) {
        inTransaction(() -> news.changed(booking, change));
    }

    private static void inTransaction(Runnable action) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        action.run();
        unitOfWork.commit();
    }

    @Test
    void aBookingThatIsKnownToBeUnchangedIsNotLookedAtBeforeItChanges() throws Exception {
        inTransaction(() -> news.requested(booking, student));
        AtomicBoolean isChanged = new AtomicBoolean();

        CompletableFuture<Boolean> seen = CompletableFuture.supplyAsync(() -> news.await(
                booking, student, EnumSet.of(Change.DECIDED), LONG, isChanged::get, changed -> Duration.ZERO));
        isChanged.set(true);
        tell(Change.DECIDED);

        assertThat(seen.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatHasChangedAlreadyIsLookedAtWithoutWaiting() {
        inTransaction(() -> news.requested(booking, student));
        tell(Change.DECIDED);
        long begun = System.nanoTime();

        news.await(booking, student, EnumSet.of(Change.DECIDED), LONG, looks::incrementAndGet, seen -> Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(400));
    }

    /** A free booking, and any other in a large batch: its handlers run after the commit in the reverse order. */
    @Test
    void whatIsRequestedAndDecidedInOneTransactionIsLookedAtWithoutWaiting() {
        inTransaction(() -> {
            news.requested(booking, student);
            news.changed(booking, Change.DECIDED);
        });
        long begun = System.nanoTime();

        news.await(booking, student, EnumSet.of(Change.DECIDED), LONG, looks::incrementAndGet, seen -> Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void anotherNodeMayHaveChangedWhatIsKnownHere() {
        inTransaction(() -> news.requested(booking, student));

        int seen = news.await(
                booking, student, EnumSet.of(Change.DECIDED), LONG, looks::incrementAndGet, any -> Duration.ZERO);

        assertThat(seen).as("looked without having been told").isOne();
    }

    @Test
    void nobodyElseLearnsByWaitingThatABookingIsThere() {
        inTransaction(() -> news.requested(booking, student));
        long begun = System.nanoTime();

        news.await(
                booking,
                UUID.randomUUID(),
                EnumSet.of(Change.DECIDED),
                LONG,
                looks::incrementAndGet,
                seen -> Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void whatIsThereAtOnceIsLookedAtOnce() {
        assertThat(await(EnumSet.of(Change.DECIDED), Change.DECIDED, seen -> Duration.ZERO))
                .isOne();
    }

    @Test
    void aChangeThatIsWaitedForIsLookedAtOnceMore() {
        long begun = System.nanoTime();

        assertThat(await(
                        EnumSet.of(Change.PAYABLE, Change.DECIDED),
                        Change.DECIDED,
                        seen -> seen < 2 ? LONG : Duration.ZERO))
                .isEqualTo(2);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void otherChangesAreNoReasonToLook() {
        assertThat(await(EnumSet.of(Change.DECIDED), Change.PAYABLE, seen -> Duration.ofMillis(200)))
                .as("at the beginning, and at the end")
                .isEqualTo(2);
    }

    @Test
    void thePatienceIsThatForWhatWasSeenLast() {
        assertThat(await(EnumSet.of(Change.PAYABLE), Change.PAYABLE, seen -> seen < 3 ? LONG : Duration.ZERO))
                .isEqualTo(3);
    }

    @Test
    void whoFindsNoPlaceLooksOnce() {
        // Two places; whoever looks holds one.
        int inner = news.await(
                booking,
                student,
                EnumSet.of(Change.PAYABLE),
                LONG,
                () -> news.await(
                        booking,
                        student,
                        EnumSet.of(Change.PAYABLE),
                        LONG,
                        () -> await(EnumSet.of(Change.PAYABLE), Change.PAYABLE, seen -> LONG),
                        seen -> Duration.ZERO),
                seen -> Duration.ZERO);

        assertThat(inner).isOne();
    }
}
