/** Axon's stores on PostgreSQL. */
@NullMarked
package io.medicaledu.app.eventstore;

import org.jspecify.annotations.NullMarked;
