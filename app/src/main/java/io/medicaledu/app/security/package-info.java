/** Who may come in. */
@NullMarked
package io.medicaledu.app.security;

import org.jspecify.annotations.NullMarked;
