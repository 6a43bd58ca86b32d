/** What auditors may rely on: the names of all events. */
@NullMarked
package io.medicaledu.audit.api;

import org.jspecify.annotations.NullMarked;
