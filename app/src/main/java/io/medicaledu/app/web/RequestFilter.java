package io.medicaledu.app.web;

import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** First in line: gives the request its id and context, and refuses bodies that are too large. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestFilter extends OncePerRequestFilter {

    static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SAFE_ID = Pattern.compile("[\\w.:-]{1,64}");
    private static final int MAX_USER_AGENT = 300;

    private final ProblemResponses problems;

    RequestFilter(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String requestId = requestId(request);
        response.setHeader(REQUEST_ID, requestId);
        RequestContext.bind(new RequestContext(
                null, null, request.getRemoteAddr(), shorten(request.getHeader("User-Agent")), requestId, null, null));
        MDC.put("requestId", requestId);
        try {
            if (request.getContentLengthLong() > MAX_BODY_BYTES) {
                problems.write(tooLarge(), request, response);
            } else if (!QueryText.isReadable(request.getQueryString())) {
                problems.write(Problem.invalid("query", "is not percent-encoded text"), request, response);
            } else {
                chain.doFilter(new LimitedBodyRequest(request, MAX_BODY_BYTES), response);
            }
        } finally {
            MDC.remove("requestId");
            RequestContext.bind(null);
        }
    }

    /** The answer to what the firewall refuses is written in a dispatch of its own; it needs an id, too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static Problem tooLarge() {
        return new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "A body may have at most 1 MiB");
    }

    private static String requestId(HttpServletRequest request) {
        String given = request.getHeader(REQUEST_ID);
        return given != null && SAFE_ID.matcher(given).matches()
                ? given
                : Ids.next().toString();
    }

    private static @Nullable String shorten(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }
}
