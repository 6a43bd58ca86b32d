package io.medicaledu.app.web;

import io.medicaledu.kernel.CommandPressure;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a limited number of commands run at once; the others wait in line. With fewer commands
 * than database connections, whoever holds an aggregate's lock can always get a connection.
 */
public final class CommandBulkhead extends OncePerRequestFilter {

    private final Semaphore places;
    private final long longestWaitMillis;
    private final CommandPressure pressure;
    private final ProblemResponses problems;

    public CommandBulkhead(WebProperties properties, CommandPressure pressure, ProblemResponses problems) {
        this.places = new Semaphore(properties.concurrentCommands(), true);
        this.longestWaitMillis = properties.longestCommandWait().toMillis();
        this.pressure = pressure;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                || HttpMethod.HEAD.matches(request.getMethod())
                || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        pressure.enter();
        try {
            handle(request, response, chain);
        } finally {
            pressure.leave();
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enter()) {
            response.setHeader("Retry-After", "1");
            problems.write(new Problem(ProblemCode.OVERLOADED, "Too many commands at once"), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(longestWaitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
