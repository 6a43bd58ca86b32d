/** Figures of the platform as a client sees them, beside a floor of plain JDBC and a CRUD service on the same PostgreSQL. */
@NullMarked
package io.medicaledu.benchmarks;

import org.jspecify.annotations.NullMarked;
