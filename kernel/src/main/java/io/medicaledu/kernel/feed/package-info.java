/** The feed of events, for those who hand it on. */
@NullMarked
package io.medicaledu.kernel.feed;

import org.jspecify.annotations.NullMarked;
