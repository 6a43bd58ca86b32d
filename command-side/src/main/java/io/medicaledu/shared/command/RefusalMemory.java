package io.medicaledu.shared.command;

import io.medicaledu.shared.Problem;
import org.jspecify.annotations.Nullable;

/** Remembers why a request was refused, so that the same request with the same key gets the same answer. */
public interface RefusalMemory {

    void remember(@Nullable RequestContext context, Problem problem);
}
