/** Projections, process managers and notices follow the event stream together: one batch, one transaction, one position. */
@NullMarked
package io.medicaledu.app.feed;

import org.jspecify.annotations.NullMarked;
