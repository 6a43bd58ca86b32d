/** The embedded PostgreSQL. */
@NullMarked
package io.medicaledu.app.database;

import org.jspecify.annotations.NullMarked;
