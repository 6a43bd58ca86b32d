/** Delivers events until they are taken: a queue in the database, a worker, and Stripe's signature. */
@NullMarked
package io.medicaledu.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
