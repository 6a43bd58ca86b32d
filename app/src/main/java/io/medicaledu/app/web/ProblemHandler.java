package io.medicaledu.app.web;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns every refusal and every failure into {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice
class ProblemHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemResponses responses;

    ProblemHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(Problem problem, HttpServletRequest request) {
        return responses.of(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(MethodArgumentNotValidException e, HttpServletRequest request) {
        List<Problem.FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new Problem.FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return responses.invalid(errors, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(HandlerMethodValidationException e, HttpServletRequest request) {
        List<Problem.FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Problem.FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return responses.invalid(errors, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(ConstraintViolationException e, HttpServletRequest request) {
        List<Problem.FieldError> errors = e.getConstraintViolations().stream()
                .map(violation ->
                        new Problem.FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList();
        return responses.invalid(errors, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return responses.of(Problem.invalid(e.getName(), "has a wrong type"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(MissingRequestValueException e, HttpServletRequest request) {
        return responses.of(new Problem(ProblemCode.VALIDATION, String.valueOf(e.getMessage())), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(HttpMessageNotReadableException e, HttpServletRequest request) {
        return responses.of(problemOf(e), request);
    }

    private static Problem problemOf(HttpMessageNotReadableException e) {
        return find(e, Problem.class)
                .or(() -> find(e, StreamReadException.class)
                        .map(malformed -> Problem.invalid("body", "is not well-formed JSON")))
                .or(() -> find(e, UnrecognizedPropertyException.class)
                        .map(unknown -> Problem.invalid(pathOf(unknown), "is not a known field")))
                .or(() ->
                        find(e, DatabindException.class).map(wrong -> Problem.invalid(pathOf(wrong), reasonOf(wrong))))
                .orElseGet(() -> Problem.invalid("body", "is missing or unreadable"));
    }

    private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String pathOf(DatabindException e) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.isEmpty() ? "body" : path.toString();
    }

    /** Our own value types say what is wrong; the library's messages name Java classes and are not shown. */
    private static String reasonOf(DatabindException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "has a wrong type or value";
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(NoResourceFoundException e, HttpServletRequest request) {
        return responses.of(Problem.notFound("resource"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        return responses.of(
                new Problem(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        e.getMethod().toUpperCase(Locale.ROOT) + " is not supported here"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        return responses.of(
                new Problem(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send application/json, or a change as application/merge-patch+json"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        return responses.of(new Problem(ProblemCode.NOT_ACCEPTABLE, "Accept application/json"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(AccessDeniedException e, HttpServletRequest request) {
        return responses.of(
                request.getUserPrincipal() == null
                        ? new Problem(ProblemCode.UNAUTHENTICATED, "Log in first")
                        : new Problem(ProblemCode.FORBIDDEN, "Your role may not do this"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(AuthenticationCredentialsNotFoundException e, HttpServletRequest request) {
        return responses.of(new Problem(ProblemCode.UNAUTHENTICATED, "Log in first"), request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        QueryTimeoutException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemBody> handleOverload(Exception e, HttpServletRequest request) {
        LOG.warn("The database did not answer in time: {}", e.toString());
        return responses.of(new Problem(ProblemCode.OVERLOADED, "Please try again"), request);
    }

    /** There is nobody left to tell; streams of events end in no other way. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void handleClientHasLeft(Exception e, HttpServletRequest request, HttpServletResponse response) {
        LOG.debug("{} {}: the client has left", request.getMethod(), request.getRequestURI(), e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> handle(Exception e, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return responses.of(new Problem(ProblemCode.INTERNAL_ERROR, "The failure has been logged"), request);
    }
}
