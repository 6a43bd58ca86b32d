package io.medicaledu.app.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out its answer, in UTF-8
 * @param err progress, and what went wrong
 * @param isTerminal whether somebody watches, so that a line may be written over
 */
record Console(OutputStream out, PrintStream err, boolean isTerminal) {}
