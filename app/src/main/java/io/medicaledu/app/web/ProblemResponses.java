package io.medicaledu.app.web;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, from controllers and from filters. */
@Component
public class ProblemResponses {

    private static final String TYPE = "urn:medicaledu:problem:";

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    ResponseEntity<ProblemBody> of(Problem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.code().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.code() == ProblemCode.OVERLOADED || problem.code() == ProblemCode.RATE_LIMITED) {
            long seconds = problem.retryAfter().map(Duration::toSeconds).orElse(0L) + 1;
            response.header("Retry-After", String.valueOf(seconds));
        }
        return response.body(body(problem, request));
    }

    ResponseEntity<ProblemBody> invalid(List<Problem.FieldError> errors, HttpServletRequest request) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .sorted()
                .collect(Collectors.joining("; "));
        ProblemBody plain = body(new Problem(ProblemCode.VALIDATION, detail), request);
        return ResponseEntity.status(plain.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new ProblemBody(
                        plain.type(),
                        plain.title(),
                        plain.status(),
                        detail,
                        plain.code(),
                        plain.instance(),
                        plain.traceId(),
                        errors));
    }

    /** For filters, which run before any controller. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.code().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request)));
    }

    private static ProblemBody body(Problem problem, HttpServletRequest request) {
        RequestContext context = RequestContext.current();
        return new ProblemBody(
                TYPE + problem.code().code(),
                problem.code().title(),
                problem.code().status(),
                problem.detail(),
                problem.code().code(),
                request.getRequestURI(),
                context == null ? null : context.requestId(),
                problem.errors());
    }
}
