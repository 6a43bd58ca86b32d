package io.medicaledu.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medicaledu.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered instead of a result (RFC 9457).
 *
 * @param code the name that clients rely on
 * @param traceId the request's id, as in the logs and in the metadata of events
 * @param errors which fields are wrong, for {@code validation}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String instance,
        @Nullable String traceId,
        List<Problem.FieldError> errors) {}
