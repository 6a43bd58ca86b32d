/** Figures of the platform as a client sees them, beside a floor of plain JDBC on the same PostgreSQL. */
@NullMarked
package io.medicaledu.benchmarks;

import org.jspecify.annotations.NullMarked;
