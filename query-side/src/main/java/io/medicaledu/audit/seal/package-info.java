/** Seals of the event store: who changes an event behind the platform's back is found out. */
@NullMarked
package io.medicaledu.audit.seal;

import org.jspecify.annotations.NullMarked;
