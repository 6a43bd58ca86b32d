/** Subscriptions: queries, REST. */
@NullMarked
package io.medicaledu.subscription.query;

import org.jspecify.annotations.NullMarked;
