/** Availability slots: the contract. */
@NullMarked
package io.medicaledu.scheduling.api;

import org.jspecify.annotations.NullMarked;
