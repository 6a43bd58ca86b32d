package io.medicaledu.app.cli;

import io.medicaledu.shared.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.beans.BeansException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a sentence what went wrong. Only a fault of the program shows where it happened. */
final class Failures implements IExecutionExceptionHandler {

    private static final String NOT_ALLOWED = "42501";
    /** Tables, schemas, columns and functions that are not there. */
    private static final String UNKNOWN = "42P01|3F000|42703|42883";

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    private record Told(int exitCode, String sentence) {}

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        Told told = told(e);
        console.err().println("medicaledu: " + told.sentence());
        if (told.exitCode() == ExitCode.FAULT) {
            e.printStackTrace(console.err());
        }
        return told.exitCode();
    }

    private static Told told(Exception e) {
        if (e instanceof CliException known) {
            return new Told(known.exitCode(), String.valueOf(known.getMessage()));
        }
        if (e instanceof Problem problem) {
            return new Told(codeOf(problem), problem.detail());
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            return new Told(ExitCode.UNREACHABLE, "The output could not be written: " + e.getMessage());
        }
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            return new Told(ExitCode.UNREACHABLE, ofDatabase(e));
        }
        Optional<IllegalArgumentException> wrongProperty =
                e instanceof BeansException ? find(e, IllegalArgumentException.class) : Optional.empty();
        return wrongProperty
                .map(wrong -> new Told(ExitCode.BAD_USAGE, String.valueOf(wrong.getMessage())))
                .orElseGet(() -> new Told(ExitCode.FAULT, "Something went wrong here: " + e));
    }

    private static int codeOf(Problem problem) {
        return switch (problem.code()) {
            case NOT_FOUND -> ExitCode.FOUND;
            case VALIDATION -> ExitCode.BAD_USAGE;
            default -> ExitCode.UNREACHABLE;
        };
    }

    private static String ofDatabase(Exception e) {
        Optional<SQLException> cause = find(e, SQLException.class);
        String state = cause.map(SQLException::getSQLState).orElse("");
        String message = cause.map(Throwable::getMessage).orElseGet(() -> String.valueOf(e.getMessage()));
        String said = message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
        if (NOT_ALLOWED.equals(state)) {
            return "The role may not read what is needed: " + said;
        }
        return state.matches(UNKNOWN)
                ? "This is no database of MedicalEdu, or one of another version: " + said
                : "The database could not be read: " + said;
    }

    private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
