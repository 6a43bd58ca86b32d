package io.medicaledu.app.cli;

/** What the process ends with. */
final class ExitCode {

    static final int FINE = 0;
    /** A verification has found something, or what was asked for is not there. */
    static final int FOUND = 1;

    static final int BAD_USAGE = 2;
    /** The database cannot be reached or read, or the output cannot be written. */
    static final int UNREACHABLE = 3;
    /** A fault of the program. */
    static final int FAULT = 4;

    private ExitCode() {}
}
