/** Notifications on their way: e-mail, SMS, web push. */
@NullMarked
package io.medicaledu.notification.delivery;

import org.jspecify.annotations.NullMarked;
