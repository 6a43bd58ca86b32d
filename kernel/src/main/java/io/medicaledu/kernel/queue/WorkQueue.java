package io.medicaledu.kernel.queue;

/** A table with rows that somebody has to work on, now or when their time has come. */
public interface WorkQueue {

    /** Works through it. {@link WorkQueues} starts it, stops it, and wakes it when something is due. */
    Worker worker();

    /**
     * SQL that finds a row if something is due, e.g. {@code SELECT 1 FROM outbox WHERE next_attempt_at <= :now}. It has to be
     * answered by an index: it is asked every second.
     */
    String whatIsDue();

    /** Before the worker begins. */
    default void beforeStart() {}

    /** Once the worker has ended: waits for what it has begun. */
    default void afterStop() {}
}
