package io.medicaledu.shared;

import java.util.List;

/**
 * A named refusal: the command or query was understood and changed nothing. Answered as {@code application/problem+json}
 * (RFC 9457). Carries no stack trace, as it is an answer and not a fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<FieldError> errors;

    /** What is wrong with one field of a request. */
    public record FieldError(String field, String message) {}

    public Problem(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    /** @param errors one for each part of the request that is in the way */
    public Problem(ProblemCode code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = errors;
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

    public List<FieldError> errors() {
        return errors;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
