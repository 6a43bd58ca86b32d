/** The Stripe side: objects, rules, API and hosted page. */
@NullMarked
package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
