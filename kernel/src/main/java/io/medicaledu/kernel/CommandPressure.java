package io.medicaledu.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How many commands are being handled or wait for it. While there are many, what follows from them is done with less
 * hurry: fewer provider calls at once, and larger batches of events.
 */
@Component
public final class CommandPressure {

    private static final int COMMANDS_PER_CORE = 3;

    private final AtomicInteger commands = new AtomicInteger();
    private final int many = COMMANDS_PER_CORE * Runtime.getRuntime().availableProcessors();

    /** A command has come; {@link #leave} follows. */
    public void enter() {
        commands.incrementAndGet();
    }

    public void leave() {
        commands.decrementAndGet();
    }

    /** Whether more commands are here than can be handled at once. */
    public boolean isHigh() {
        return commands.get() >= many;
    }
}
