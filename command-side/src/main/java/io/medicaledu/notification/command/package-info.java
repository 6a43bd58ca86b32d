/** Notifications: aggregates, who is told what, REST commands. */
@NullMarked
package io.medicaledu.notification.command;

import org.jspecify.annotations.NullMarked;
