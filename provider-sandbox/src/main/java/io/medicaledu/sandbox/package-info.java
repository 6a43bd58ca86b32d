/** A stand-in for the payment providers, for the demo and for tests. */
@NullMarked
package io.medicaledu.sandbox;

import org.jspecify.annotations.NullMarked;
