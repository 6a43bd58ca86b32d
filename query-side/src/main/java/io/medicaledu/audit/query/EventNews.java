package io.medicaledu.audit.query;

/** Tells when events have been committed, on this node at once, on others within about a second. */
@FunctionalInterface
public interface EventNews {

    /** Calls the listener whenever there are new events. It must not block. */
    void onNews(Runnable listener);
}
