/** Subscriptions: the feed of events, pushed to a URL as signed webhooks. */
@NullMarked
package io.medicaledu.subscription.api;

import org.jspecify.annotations.NullMarked;
