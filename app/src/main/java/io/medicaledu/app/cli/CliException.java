package io.medicaledu.app.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code and a sentence. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CliException(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    CliException(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    static CliException badUsage(String sentence) {
        return new CliException(ExitCode.BAD_USAGE, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
