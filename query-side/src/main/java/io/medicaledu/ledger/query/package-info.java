/** The double-entry ledger of all money: projection, queries, verification, REST. */
@NullMarked
package io.medicaledu.ledger.query;

import org.jspecify.annotations.NullMarked;
