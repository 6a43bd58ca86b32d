package io.medicaledu.app.ops;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns the refusal into a message instead of a stack trace. */
final class DemoInProductionFailureAnalyzer extends AbstractFailureAnalyzer<DemoInProductionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DemoInProductionException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "See the configuration table of the README.", cause);
    }
}
