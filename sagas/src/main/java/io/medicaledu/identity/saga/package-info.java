/** What follows when an account ends. */
@NullMarked
package io.medicaledu.identity.saga;

import org.jspecify.annotations.NullMarked;
