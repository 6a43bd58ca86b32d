/** What all queries share: pages, cursors, ETags. */
@NullMarked
package io.medicaledu.shared.query;

import org.jspecify.annotations.NullMarked;
