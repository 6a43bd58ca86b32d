/** Sending commands: context, retries. */
@NullMarked
package io.medicaledu.shared.command;

import org.jspecify.annotations.NullMarked;
