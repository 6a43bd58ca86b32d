/** Pushes the feed of events to those who have subscribed. */
@NullMarked
package io.medicaledu.subscription.delivery;

import org.jspecify.annotations.NullMarked;
