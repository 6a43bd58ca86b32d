/** A stateful stand-in for the payment providers, for the demo and for tests: wiring, addresses, database. */
@NullMarked
package io.medicaledu.sandbox;

import org.jspecify.annotations.NullMarked;
