/** Users: aggregate, credentials, sessions, REST commands. */
@NullMarked
package io.medicaledu.identity.command;

import org.jspecify.annotations.NullMarked;
