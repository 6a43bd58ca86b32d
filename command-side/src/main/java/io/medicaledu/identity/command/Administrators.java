package io.medicaledu.identity.command;

import io.medicaledu.shared.Problem;
import java.util.UUID;

/** Sees that there always is an admin: otherwise nobody could ever make one again. */
interface Administrators {

    /**
     * Those who want to go at the same time wait for each other, until the end of their transactions.
     *
     * @throws Problem {@code last-admin} if the platform would have no active admin without this one
     */
    void requireAnother(UUID userId);
}
