package io.medicaledu.sandbox.fault;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where tests ask for faults. */
@RestController
@RequestMapping("/sandbox/faults")
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Fault add(@RequestBody FaultOrder order) {
        Fault fault = order.fault();
        faults.add(fault);
        return fault;
    }

    @PostMapping("/random")
    @ResponseStatus(HttpStatus.CREATED)
    RandomFaultOrder addRandom(@RequestBody RandomFaultOrder order) {
        faults.add(order.faults());
        return order;
    }

    /** What was asked for; 404 if nothing happens by chance. */
    @GetMapping("/random")
    ResponseEntity<RandomFaultOrder> random() {
        return ResponseEntity.of(faults.random().map(RandomFaults::order));
    }

    @GetMapping
    List<Fault> pending() {
        return faults.pending();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        faults.clear();
    }

    @ExceptionHandler
    ProblemDetail refuse(FaultRefusedException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail refuseUnreadable() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is not a fault in JSON");
    }
}
