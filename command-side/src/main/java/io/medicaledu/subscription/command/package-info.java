/** Subscriptions: aggregate, what the delivery goes by, REST commands. */
@NullMarked
package io.medicaledu.subscription.command;

import org.jspecify.annotations.NullMarked;
