package io.medicaledu.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named refusal: the command or query was understood and changed nothing. Answered as {@code application/problem+json}
 * (RFC 9457). Carries no stack trace, as it is an answer and not a fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    /** What is wrong with one field of a request. */
    public record FieldError(String field, String message) {}

    public Problem(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    /** @param errors one for each part of the request that is in the way */
    public Problem(ProblemCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, null);
    }

    private Problem(ProblemCode code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** @param retryAfter when it may be tried again */
    public static Problem rateLimited(String detail, Duration retryAfter) {
        return new Problem(ProblemCode.RATE_LIMITED, detail, List.of(), retryAfter);
    }

    /** One field of the request is wrong. */
    public static Problem invalid(String field, String message) {
        return new Problem(ProblemCode.VALIDATION, field + " " + message, List.of(new FieldError(field, message)));
    }

    /** What the caller asked for does not exist, or must seem so. */
    public static Problem notFound(String what) {
        return new Problem(ProblemCode.NOT_FOUND, "There is no such " + what);
    }

    public ProblemCode code() {
        return code;
    }

    /** When the same request may succeed; empty if that is not known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public List<FieldError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
