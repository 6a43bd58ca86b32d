/** The double-entry ledger of all money: the contract. */
@NullMarked
package io.medicaledu.ledger.api;

import org.jspecify.annotations.NullMarked;
