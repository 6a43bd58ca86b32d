/** Users, roles and sessions: the contract. */
@NullMarked
package io.medicaledu.identity.api;

import org.jspecify.annotations.NullMarked;
