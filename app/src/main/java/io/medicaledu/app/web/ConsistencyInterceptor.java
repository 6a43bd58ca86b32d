package io.medicaledu.app.web;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Read your own writes: a query that carries the token of a command waits until the projections have reached it.
 */
@Component
class ConsistencyInterceptor implements HandlerInterceptor {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ProjectionPositions positions;

    ConsistencyInterceptor(ProjectionPositions positions) {
        this.positions = positions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        String token = isQuery(request) ? request.getHeader(ConsistencyToken.HEADER) : null;
        if (token != null && !positions.awaitReached(ConsistencyToken.parse(token), LONGEST_WAIT)) {
            response.setHeader("Retry-After", "1");
            throw new Problem(ProblemCode.PROJECTION_BEHIND, "The read model has not reached the token yet");
        }
        return true;
    }

    private static boolean isQuery(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }
}
