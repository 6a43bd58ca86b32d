/** Users and sessions: projection, queries, REST. */
@NullMarked
package io.medicaledu.identity.query;

import org.jspecify.annotations.NullMarked;
