/** Notifications: projection, queries, live stream. */
@NullMarked
package io.medicaledu.notification.query;

import org.jspecify.annotations.NullMarked;
