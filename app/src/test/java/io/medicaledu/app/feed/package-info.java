/** Tests of those who follow the event stream. */
@NullMarked
package io.medicaledu.app.feed;

import org.jspecify.annotations.NullMarked;
