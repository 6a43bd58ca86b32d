/** Notifications: the contract. */
@NullMarked
package io.medicaledu.notification.api;

import org.jspecify.annotations.NullMarked;
