package io.medicaledu.sandbox.webhook;

import java.time.Duration;

/** What came of an attempt to deliver. */
sealed interface Outcome {

    /** The queue's row. */
    long id();

    /** It needs no further attempt. */
    record Done(long id) implements Outcome {}

    /** It is to be tried again after the pause. */
    record Again(long id, Duration pause) implements Outcome {}
}
