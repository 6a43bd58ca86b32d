package io.medicaledu.app.web;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is refused before it reaches a controller (a path that the firewall does not like, say), as a problem. */
@RestController
@Hidden
class ErrorProblems implements ErrorController {

    private final ProblemResponses responses;

    ErrorProblems(ProblemResponses responses) {
        this.responses = responses;
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemBody> error(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? responses.of(new Problem(ProblemCode.ofStatus(status), "The request cannot be answered"), request)
                : responses.of(Problem.notFound("resource"), request);
    }
}
