/** HTTP: problems, idempotency keys, consistency tokens, limits. */
@NullMarked
package io.medicaledu.app.web;

import org.jspecify.annotations.NullMarked;
