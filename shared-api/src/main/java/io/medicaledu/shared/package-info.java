/** Value types and vocabulary that every feature uses. */
@NullMarked
package io.medicaledu.shared;

import org.jspecify.annotations.NullMarked;
