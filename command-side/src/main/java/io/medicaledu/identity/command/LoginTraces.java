package io.medicaledu.identity.command;

import java.util.UUID;

/** How many attempts on an account that is locked or inactive become events of their own. */
@FunctionalInterface
interface LoginTraces {

    /** Counts one more; false if it is one of those of which only the number is told. */
    boolean mayTell(UUID userId);
}
