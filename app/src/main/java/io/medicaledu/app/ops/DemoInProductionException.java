package io.medicaledu.app.ops;

import java.util.List;

/** The production profile was started with settings of the demo. */
final class DemoInProductionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DemoInProductionException(List<String> faults) {
        super("Production does not start: " + String.join("; ", faults));
    }
}
