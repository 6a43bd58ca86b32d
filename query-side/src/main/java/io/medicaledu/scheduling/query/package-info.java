/** Availability slots: projection, queries, REST. */
@NullMarked
package io.medicaledu.scheduling.query;

import org.jspecify.annotations.NullMarked;
