/** The event feed for auditors, and the state of the projections. */
@NullMarked
package io.medicaledu.audit.query;

import org.jspecify.annotations.NullMarked;
