/** The sandbox as stripe-java, a browser and a webhook receiver see it. */
@NullMarked
package io.medicaledu.sandbox;

import org.jspecify.annotations.NullMarked;
