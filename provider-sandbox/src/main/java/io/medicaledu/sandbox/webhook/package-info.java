/** Signed events, delivered until they are taken. */
@NullMarked
package io.medicaledu.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
