package io.medicaledu.sandbox.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where tests order faults. */
@RestController
@RequestMapping("/sandbox/faults")
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    /** An order; times and delay may be left out. */
    record Order(
            @Nullable String operation,
            @Nullable String kind,
            @Nullable Integer times,
            @Nullable Long delayMillis,
            @Nullable String eventType) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Fault order(@RequestBody Order order) {
        if (order.operation() == null || order.kind() == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "operation and kind are needed");
        }
        Fault fault = new Fault(
                order.operation(),
                order.kind(),
                order.times() == null ? 1 : order.times(),
                order.delayMillis() == null ? 1_000 : order.delayMillis(),
                order.eventType());
        try {
            fault.parsedKind();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such kind of fault", e);
        }
        faults.add(fault);
        return fault;
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
}
