/** The auditors' command line: works on the database alone, whether the platform runs or not, and changes nothing. */
@NullMarked
package io.medicaledu.app.cli;

import org.jspecify.annotations.NullMarked;
