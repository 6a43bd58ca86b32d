package io.medicaledu.app.security;

import io.medicaledu.app.web.ProblemResponses;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.identity.command.Sessions;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls: {@code Authorization: Bearer <token>}. A token that is no session of ours is refused. */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Sessions sessions;
    private final ProblemResponses problems;

    BearerTokenFilter(Sessions sessions, ProblemResponses problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    /** The sandbox speaks the providers' own dialect, in which the header holds an API key. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = header.startsWith(SCHEME)
                ? sessions.findCaller(header.substring(SCHEME.length()).strip())
                : Optional.empty();
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(
                    new Problem(ProblemCode.UNAUTHENTICATED, "The token belongs to no valid session"),
                    request,
                    response);
            return;
        }
        signIn(caller.get());
        chain.doFilter(request, response);
    }

    private static void signIn(Caller caller) {
        SecurityContext security = SecurityContextHolder.createEmptyContext();
        security.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller, null, List.of(new SimpleGrantedAuthority("ROLE_" + caller.role()))));
        SecurityContextHolder.setContext(security);
        RequestContext context = RequestContext.current();
        if (context != null) {
            RequestContext.bind(context.withCaller(caller));
        }
    }
}
